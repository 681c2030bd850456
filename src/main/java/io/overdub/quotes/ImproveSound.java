package io.overdub.quotes;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.uploads.MediaWorked;
import io.overdub.uploads.UploadKind;
import jakarta.inject.Singleton;

/** Gives a quote its sound in the common loudness, and its waveform, once they are made. */
@Singleton
@StableName("quotes.improve_sound")
class ImproveSound implements Subscriber<MediaWorked> {

    private final EditorsDesk desk;

    ImproveSound(EditorsDesk desk) {
        this.desk = desk;
    }

    @Override
    public void on(MediaWorked event) {
        if (event.kind() == UploadKind.QUOTE_SOUND) {
            desk.improveSound(event.upload(), event.work());
        }
    }
}
