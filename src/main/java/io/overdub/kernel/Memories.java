package io.overdub.kernel;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Begins what a process keeps in memory. Whoever uses it sweeps it, too: that takes less than to wake a thread for it, with every request.
 * They have no bounds before whoever begins one says how much it holds, and for how long.
 */
public final class Memories {

    private Memories() {}

    public static Caffeine<Object, Object> begin() {
        return Caffeine.newBuilder().executor(Runnable::run);
    }

    /** One that ages by our clock, which tests wind forward. */
    public static Caffeine<Object, Object> agingBy(Clock clock) {
        return begin().ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }
}
