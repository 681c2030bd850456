package io.overdub.kernel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets so many threads at a time do something that is slow, or may become so: it holds up those then, and not every thread that there is.
 * Safe for many threads; first come, first served.
 */
public final class Bulkhead {

    private final Semaphore turns;
    private final Duration patience;
    private final Supplier<? extends RuntimeException> full;

    /**
     * @param most at least 1, and fewer than there are threads
     * @param patience so long one waits for a turn
     * @param full what who gets no turn is told
     */
    public Bulkhead(int most, Duration patience, Supplier<? extends RuntimeException> full) {
        if (most < 1) {
            throw new IllegalArgumentException("A bulkhead that lets nobody through");
        }
        this.turns = new Semaphore(most, true);
        this.patience = patience;
        this.full = full;
    }

    /** Throws what is told to those without a turn, when so many are at it already and none is through in time. */
    public <T> T run(Supplier<T> work) {
        if (!myTurn()) {
            throw full.get();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    /** How many wait for a turn; somewhat old by the time one knows. */
    public int waiting() {
        return turns.getQueueLength();
    }

    private boolean myTurn() {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
