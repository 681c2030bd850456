package io.overdub.quotes;

import io.overdub.quotes.QuoteRepository.SoundPlace;
import io.overdub.uploads.Uploads;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/**
 * Opens the sound of a quote that is shown, so that its address needs no signature and stays for ever, and closes it when that is over.
 * Until it has, addresses are signed, which always works.
 *
 * <p>Each call brings the sound to where it belongs by then, so a repeated or late one does no harm. The row says open only while the
 * copy is there: it changes after the copy was made and before it is removed.
 */
@Singleton
class SoundPlaces {

    private final QuoteRepository quotes;
    private final QuoteChanges changes;
    private final Uploads uploads;
    private final Clock clock;

    SoundPlaces(QuoteRepository quotes, QuoteChanges changes, Uploads uploads, Clock clock) {
        this.quotes = quotes;
        this.changes = changes;
        this.uploads = uploads;
        this.clock = clock;
    }

    void place(UUID quote) {
        quotes.soundPlace(quote, clock.instant()).ifPresent(place -> {
            if (place.shown() && !place.open()) {
                open(quote, place);
            } else if (!place.shown() && place.open()) {
                quotes.closeSound(quote);
                uploads.close(place.key());
            }
        });
    }

    private void open(UUID quote, SoundPlace place) {
        if (uploads.open(place.key(), ImportQuote.SOUND_TYPE) && !changes.openSound(quote)) {
            uploads.close(place.key());
        }
    }
}
