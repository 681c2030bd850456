package io.overdub.uploads;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Takes the bytes of what is forgotten out of storage; again and again while storage is down. */
@Singleton
@StableName("uploads.forget_unused")
class ForgetUnused implements Subscriber<UploadUnused> {

    private final UploadDesk desk;

    ForgetUnused(UploadDesk desk) {
        this.desk = desk;
    }

    @Override
    public void on(UploadUnused event) {
        desk.forget(event.upload());
    }
}
