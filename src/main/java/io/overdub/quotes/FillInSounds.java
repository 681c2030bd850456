package io.overdub.quotes;

import io.overdub.kernel.Job;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.StableName;
import io.overdub.uploads.UploadKind;
import io.overdub.uploads.Uploads;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes down which sound a quote has where an older version of this program did not, so that the same sound is found when somebody
 * brings it again. Where two old ones share a sound, the older stands for it, and the other stays as it is: neither is taken away.
 */
@Singleton
@StableName("quotes.fill_in_sounds")
class FillInSounds implements Job {

    private static final int BATCH = 100;

    private final QuoteRepository quotes;
    private final Uploads uploads;

    FillInSounds(QuoteRepository quotes, Uploads uploads) {
        this.quotes = quotes;
        this.uploads = uploads;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        @Nullable UUID last = null;
        do {
            var some = quotes.withoutSound(last, BATCH);
            some.forEach(this::fillIn);
            last = some.size() == BATCH ? some.get(BATCH - 1).quote() : null;
        } while (last != null);
    }

    private void fillIn(QuoteRepository.Nameless quote) {
        soundOf(quote)
                .ifPresent(sha256 -> QuarkusTransaction.requiringNew().run(() -> {
                    quotes.lockSound(sha256);
                    quotes.fillInSound(quote.quote(), sha256);
                }));
    }

    /** Uploads from before quotes knew their sounds may be gone. */
    private Optional<String> soundOf(QuoteRepository.Nameless quote) {
        try {
            return Optional.of(uploads.ready(quote.upload(), quote.uploader(), UploadKind.QUOTE_SOUND)
                    .sha256());
        } catch (Refusal e) {
            return Optional.empty();
        }
    }
}
