package io.overdub.uploads;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Calls the crew. What waits stands in the uploads themselves, so nothing is lost if nobody hears. */
@Singleton
@StableName("uploads.start_work")
class StartWork implements Subscriber<UploadReady> {

    private final WorkCrew crew;

    StartWork(WorkCrew crew) {
        this.crew = crew;
    }

    @Override
    public void on(UploadReady event) {
        crew.call();
    }
}
