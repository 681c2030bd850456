package io.overdub.kernel;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Whether PostgreSQL is worth asking. Who has waited for it in vain says so; from then on nobody asks, except this class: four times a second,
 * until an answer comes in time. So an outage, or an answer that takes seconds, takes up no thread of those who come meanwhile: they are told
 * at once to come again. It is also what sheds load when the pool has had no connection for anybody for as long as one waits. Who is not let
 * in is told so at once and takes up nothing: then it is away only when this class is not let in either, for one handshake may break alone.
 */
@Singleton
public class SqlPulse {

    private static final Logger LOG = Logger.getLogger(SqlPulse.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** SQLSTATEs of a server that lets nobody in: not there, no room, just starting. One connection that breaks says nothing about others. */
    private static final Set<String> CLOSED = Set.of("08001", "08004", "53300", "57P03");

    private final DataSource database;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean away;
    private final CountDownLatch over = new CountDownLatch(1);

    SqlPulse(DataSource database) {
        this.database = database;
    }

    void stop(@Observes ShutdownEvent event) {
        over.countDown();
    }

    /** Memory only. */
    public boolean isAway() {
        return away;
    }

    /** A question failed. Most failures are about the question. */
    void failed(SQLException failure) {
        var unanswered = isUnanswered(failure);
        if ((unanswered || isClosed(failure)) && asked.compareAndSet(false, true)) {
            if (unanswered) {
                isAwayNow(failure);
            }
            var asking = new Thread(() -> askUntilBack(failure), "sql-pulse");
            asking.setDaemon(true);
            asking.start();
        }
    }

    static boolean isUnanswered(SQLException failure) {
        return failure.getCause() instanceof SocketTimeoutException
                // Agroal's acquisition timeout has no state and no type of its own.
                || failure.getSQLState() == null
                        && String.valueOf(failure.getMessage()).contains("cquisition timeout");
    }

    static boolean isClosed(SQLException failure) {
        return CLOSED.contains(String.valueOf(failure.getSQLState()));
    }

    private void isAwayNow(SQLException failure) {
        LOG.warnf("PostgreSQL is away, so requests are told to come again: %s", failure.getMessage());
        away = true;
    }

    private void askUntilBack(SQLException failure) {
        try {
            while (!answers()) {
                if (!away) {
                    isAwayNow(failure);
                }
                if (over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            if (away) {
                LOG.info("PostgreSQL is back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // However this ends, nobody would look again: who asks next finds out.
            away = false;
            asked.set(false);
        }
    }

    private boolean answers() {
        var asked = System.nanoTime();
        // One that is broken leaves the pool when it is given back; when it is aborted first, Agroal 2.8 never takes it
        // back.
        try (var connection = database.getConnection()) {
            return connection.isValid(Math.toIntExact(PATIENCE.toSeconds()))
                    && System.nanoTime() - asked < PATIENCE.toNanos();
        } catch (SQLException stillAway) {
            return false;
        }
    }
}
