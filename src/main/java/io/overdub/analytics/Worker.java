package io.overdub.analytics;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.SqlPulse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Takes turns at a stage, with a pause between two in which enough comes together to be worth one. What nobody foresaw ends a turn and is
 * logged; the next turn comes on another thread. While PostgreSQL is away, which every stage needs, none is taken: that has been logged.
 */
final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final String name;
    private final BooleanSupplier turn;
    private final Duration pause;
    private final SqlPulse database;
    private final ExecutorService thread;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** @param turn answers whether so much waits that there should be no pause */
    Worker(String name, Duration pause, SqlPulse database, BooleanSupplier turn) {
        this.name = name;
        this.pause = pause;
        this.database = database;
        this.turn = turn;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            var made = new Thread(task, "analytics-" + name);
            made.setDaemon(true);
            made.setUncaughtExceptionHandler(
                    (broken, cause) -> LOG.errorf(cause, "A turn at %s broke off; it comes again", name));
            return made;
        });
    }

    void start() {
        thread.execute(this::shift);
    }

    private void shift() {
        var rest = AFTER_FAILURE;
        try {
            if (!database.isAway()) {
                rest = turn.getAsBoolean() ? Duration.ZERO : pause;
            }
        } catch (EngineAway e) {
            LOG.debugf("%s rests: %s", name, e.getMessage());
        } finally {
            goOnAfter(rest);
        }
    }

    private void goOnAfter(Duration rest) {
        try {
            if (!stopping.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.execute(this::shift);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After the turn that is being taken. */
    void stop(Duration patience) throws InterruptedException {
        stopping.countDown();
        thread.shutdown();
        if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("%s did not end its turn in time; it comes again", name);
        }
    }
}
