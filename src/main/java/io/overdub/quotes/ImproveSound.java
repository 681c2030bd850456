package io.overdub.quotes;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.uploads.MediaWorked;
import io.overdub.uploads.Rendition.Form;
import io.overdub.uploads.UploadKind;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Gives a quote its sound in the common loudness, and its waveform, once they are made. */
@Singleton
@StableName("quotes.improve_sound")
class ImproveSound implements Subscriber<MediaWorked> {

    private final QuoteRepository quotes;
    private final EditorsDesk desk;
    private final SoundPlaces places;

    ImproveSound(QuoteRepository quotes, EditorsDesk desk, SoundPlaces places) {
        this.quotes = quotes;
        this.desk = desk;
        this.places = places;
    }

    @Override
    public void on(MediaWorked event) {
        if (event.kind() == UploadKind.QUOTE_SOUND) {
            event.work()
                    .find(Form.SOUND)
                    .ifPresent(made ->
                            quotes.withUpload(event.upload()).ifPresent(quote -> improve(quote, event, made.key())));
        }
    }

    private void improve(UUID quote, MediaWorked event, String key) {
        var open = places.prepare(quote, key);
        desk.improveSound(event.upload(), event.work(), open);
        places.settle(quote);
    }
}
