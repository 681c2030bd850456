package io.overdub.dubs;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.uploads.Uploads;
import jakarta.inject.Singleton;

/** Takes the film of a deleted dub out of storage. The row of the dub stays, so its upload never becomes another one. */
@Singleton
@StableName("dubs.forget_video")
class ForgetVideo implements Subscriber<DubDeleted> {

    private final Uploads uploads;

    ForgetVideo(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public void on(DubDeleted event) {
        uploads.forget(event.upload());
    }
}
