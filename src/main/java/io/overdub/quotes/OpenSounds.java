package io.overdub.quotes;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import io.overdub.uploads.Uploads;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Opens sounds that were published before there was a side open to everybody, or were found missing there. */
@Singleton
@StableName("quotes.open_sounds")
class OpenSounds implements Job {

    private static final int BATCH = 200;

    private final QuoteRepository quotes;
    private final SoundPlaces sounds;
    private final Uploads uploads;
    private final Clock clock;

    OpenSounds(QuoteRepository quotes, SoundPlaces sounds, Uploads uploads, Clock clock) {
        this.quotes = quotes;
        this.sounds = sounds;
        this.uploads = uploads;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        if (!uploads.hasOpenSide()) {
            return;
        }
        var closed = quotes.shownButClosed(clock.instant(), null, BATCH);
        while (!closed.isEmpty()) {
            closed.forEach(sounds::place);
            closed = quotes.shownButClosed(clock.instant(), closed.get(closed.size() - 1), BATCH);
        }
    }
}
