package io.overdub.connections.graph;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spares whoever comes while an engine gives no answer from waiting for none themselves: each would hold a thread for seconds. After one who
 * waited in vain, one of those who come in each second asks; the first answer, whatever it says, lets all ask again. Any thread; memory only.
 */
final class Breaker {

    private static final Duration REST = Duration.ofSeconds(1);
    private static final long CLOSED = Long.MIN_VALUE;

    private final Clock clock;

    /** When the next one may ask, in ms. */
    private final AtomicLong next = new AtomicLong(CLOSED);

    Breaker(Clock clock) {
        this.clock = clock;
    }

    boolean mayAsk() {
        var at = next.get();
        return at == CLOSED || at <= clock.millis() && next.compareAndSet(at, clock.millis() + REST.toMillis());
    }

    void answered() {
        next.set(CLOSED);
    }

    void gaveNoAnswer() {
        next.set(clock.millis() + REST.toMillis());
    }
}
