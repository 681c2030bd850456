package io.overdub.dubs;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.uploads.MediaWorked;
import io.overdub.uploads.UploadKind;
import jakarta.inject.Singleton;

/** Lets others see a dub that waited for the work on its film. */
@Singleton
@StableName("dubs.release_dub")
class ReleaseDub implements Subscriber<MediaWorked> {

    private final DubStudio studio;

    ReleaseDub(DubStudio studio) {
        this.studio = studio;
    }

    @Override
    public void on(MediaWorked event) {
        if (event.kind() == UploadKind.DUB_VIDEO) {
            studio.release(event.upload(), event.work());
        }
    }
}
