package io.overdub.uploads;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Lets all work on films come to its end. */
@Singleton
public class Darkroom {

    /** There may be films of other stories before it, each some seconds on a small machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final WorkCrew crew;

    Darkroom(WorkCrew crew) {
        this.crew = crew;
    }

    public void settle() throws InterruptedException {
        crew.settle(PATIENCE);
    }
}
