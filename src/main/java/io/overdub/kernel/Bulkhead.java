package io.overdub.kernel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets so many threads at a time wait for an engine. One that has become slow holds up those then, and not every thread that there is: who
 * does not want that engine is answered as ever. Safe for many threads; first come, first served.
 */
public final class Bulkhead {

    private final String engine;
    private final Semaphore turns;
    private final Duration patience;

    /**
     * @param engine for the problem that people get
     * @param most at least 1, and fewer than there are threads
     * @param patience so long one waits for a turn
     */
    public Bulkhead(String engine, int most, Duration patience) {
        if (most < 1) {
            throw new IllegalArgumentException("A bulkhead that lets nobody through");
        }
        this.engine = engine;
        this.turns = new Semaphore(most, true);
        this.patience = patience;
    }

    /** @throws EngineAway when so many ask already, and none of them got an answer in time */
    public <T> T ask(Supplier<T> question) {
        if (!myTurn()) {
            throw new EngineAway(engine);
        }
        try {
            return question.get();
        } finally {
            turns.release();
        }
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
