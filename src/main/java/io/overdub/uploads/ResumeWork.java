package io.overdub.uploads;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Calls the crew again and again: for work that was put off, and for what a killed process had begun. */
@Singleton
@StableName("uploads.resume_work")
class ResumeWork implements Job {

    private final WorkCrew crew;

    ResumeWork(WorkCrew crew) {
        this.crew = crew;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    @Override
    public void run() {
        crew.call();
    }
}
