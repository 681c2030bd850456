package io.overdub.quotes;

import io.overdub.quotes.QuoteRepository.SoundPlace;
import io.overdub.uploads.Uploads;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
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
        find(quote).ifPresent(place -> {
            if (place.shown() && !place.open()) {
                open(quote, place);
            } else if (!place.shown()) {
                // Also when the row does not say open: an earlier try may have made the copy and lost the answer, or
                // died.
                close(quote, place);
            }
        });
    }

    /**
     * Opens what will take the place of a quote's sound, so that whoever is told of it finds it there. The one before stays open as well:
     * lists and copies of the catalogue that name it are still in use.
     *
     * @return whether it is open
     */
    boolean prepare(UUID quote, String key) {
        return find(quote).filter(SoundPlace::shown).isPresent() && uploads.open(key, ImportQuote.SOUND_TYPE);
    }

    /** Closes again what was opened for a quote that is not shown by now. */
    void settle(UUID quote) {
        find(quote).filter(place -> !place.shown()).ifPresent(place -> close(quote, place));
    }

    private void open(UUID quote, SoundPlace place) {
        if (uploads.open(place.key(), ImportQuote.SOUND_TYPE) && !changes.openSound(quote, place.key())) {
            // It is hidden by now, or has a better sound, which comes here by itself.
            settle(quote);
        }
    }

    private void close(UUID quote, SoundPlace place) {
        quotes.closeSound(quote);
        uploads.closeAll(place.upload());
    }

    private Optional<SoundPlace> find(UUID quote) {
        return quotes.soundPlace(quote, clock.instant());
    }
}
