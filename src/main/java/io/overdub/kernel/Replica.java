package io.overdub.kernel;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the database that follows it, if there is one. Twice a second, or every five seconds while it is away, a thread of its own
 * looks how far the primary is and how far the copy has come. Nobody asks it while it is too far behind, does not answer, or nobody can tell.
 *
 * <p>How far, the snapshots of both tell: which transactions are over. A copy would tell by itself when what it did last was done; but
 * while nothing is written that grows old, and a copy that has lost its primary believes to be up to date. Nor does each kind of copy say it
 * in the same way: those of Aurora receive no log.
 */
@Singleton
class Replica {

    private static final Logger LOG = Logger.getLogger(Replica.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** The pool logs each try, and this may take days. */
    private static final Duration PAUSE_WHILE_AWAY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Two minutes. Who is further behind is told later that it has caught up. */
    private static final int MOST_MARKS = 240;

    /** The whole of a transaction's number, which never begins anew. */
    private static final String SNAPSHOT = """
            select pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint from pg_current_snapshot() now""";

    /** @param over every transaction before it is over */
    private record Snapshot(long over, long next) {

        boolean has(Snapshot other) {
            return over >= other.over && next >= other.next;
        }
    }

    /** How far the primary was at a time. */
    private record Mark(Snapshot snapshot, long nanos) {}

    private final DataSource primary;
    private final @Nullable DataSource copy;
    private final Duration mostBehind;
    private final CountDownLatch over = new CountDownLatch(1);

    /** Not reached yet when last looked, the oldest first. Of the thread that looks. */
    private final Deque<Mark> ahead = new ArrayDeque<>();

    /** What the primary was like then, the copy is at least. */
    private volatile long reachedNanos;

    private volatile boolean away;

    @Inject
    Replica(
            DataSource primary,
            @io.quarkus.agroal.DataSource("replica") InjectableInstance<AgroalDataSource> copy,
            ProcessConfig config,
            MeterRegistry meters) {
        this(
                primary,
                copy.listActive().stream().findFirst().orElse(null),
                config.sql().replica().mostBehind());
        Gauge.builder("overdub.sql.replica.lag.seconds", this, Replica::lagSeconds)
                .description("how far the replica is behind at most; no number where there is none")
                .strongReference(true)
                .register(meters);
    }

    Replica(DataSource primary, @Nullable DataSource copy, Duration mostBehind) {
        this.primary = primary;
        this.copy = copy;
        this.mostBehind = mostBehind;
        // Nobody knows yet.
        this.reachedNanos = System.nanoTime() - mostBehind.toNanos() - 1;
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        if (copy != null) {
            var looking = new Thread(() -> look(copy), "sql-replica");
            looking.setDaemon(true);
            looking.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
        over.countDown();
    }

    boolean isThere() {
        return copy != null;
    }

    /** Memory only. */
    boolean isFit() {
        return !away && System.nanoTime() - reachedNanos <= mostBehind.toNanos();
    }

    Connection connection() throws SQLException {
        if (copy == null) {
            throw new SQLException("There is no replica");
        }
        return copy.getConnection();
    }

    /** A question failed. Most failures are about the question; after any other nobody asks, until the next look has an answer. */
    void failed(SQLException failure) {
        if (SqlPulse.isUnanswered(failure)
                || SqlPulse.isClosed(failure)
                || Cut.in(failure).isPresent()) {
            isAwayNow(failure);
        }
    }

    private void isAwayNow(SQLException failure) {
        if (!away) {
            LOG.warnf("The replica is away, so the primary answers for it: %s", failure.getMessage());
            away = true;
        }
    }

    private double lagSeconds() {
        return copy == null ? Double.NaN : (System.nanoTime() - reachedNanos) / 1e9;
    }

    private void look(DataSource copy) {
        var fit = false;
        try {
            do {
                lookAtPrimary();
                lookAtCopy(copy);
                if (fit && !away && !isFit()) {
                    LOG.warnf("The replica is more than %s behind, so the primary answers for it", mostBehind);
                } else if (!fit && isFit()) {
                    LOG.info("The replica answers what may lag");
                }
                fit = isFit();
            } while (!over.await((away ? PAUSE_WHILE_AWAY : PAUSE).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAtPrimary() {
        try {
            var asked = System.nanoTime();
            var now = snapshot(primary);
            // It has become another one, which may lack what the last one did at its end.
            ahead.removeIf(mark -> !now.has(mark.snapshot));
            if (!ahead.isEmpty() && ahead.getLast().snapshot.equals(now)) {
                ahead.removeLast();
            }
            if (ahead.size() < MOST_MARKS) {
                ahead.add(new Mark(now, asked));
            }
        } catch (SQLException nobodyKnows) {
            LOG.debugf("How far the primary is, it does not say: %s", nobodyKnows.getMessage());
        }
    }

    private void lookAtCopy(DataSource copy) {
        try {
            var now = snapshot(copy);
            while (!ahead.isEmpty() && now.has(ahead.getFirst().snapshot)) {
                reachedNanos = ahead.removeFirst().nanos;
            }
            away = false;
        } catch (SQLException failure) {
            isAwayNow(failure);
        }
    }

    private static Snapshot snapshot(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
            try (var statement = connection.prepareStatement(SNAPSHOT);
                    var row = statement.executeQuery()) {
                row.next();
                return new Snapshot(row.getLong(1), row.getLong(2));
            }
        }
    }
}
