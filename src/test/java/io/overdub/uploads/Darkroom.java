package io.overdub.uploads;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Lets all work on films come to its end. */
@Singleton
public class Darkroom {

    private final WorkCrew crew;

    Darkroom(WorkCrew crew) {
        this.crew = crew;
    }

    public void settle() throws InterruptedException {
        crew.settle(Duration.ofSeconds(60));
    }
}
