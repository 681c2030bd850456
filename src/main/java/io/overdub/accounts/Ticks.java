package io.overdub.accounts;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Lets what is kept in memory age by our clock, which tests wind forward. */
final class Ticks {

    private Ticks() {}

    static Ticker of(Clock clock) {
        return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
}
