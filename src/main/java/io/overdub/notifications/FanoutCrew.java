package io.overdub.notifications;

import io.overdub.kernel.Duties;
import io.overdub.kernel.Sql;
import io.overdub.kernel.SqlPulse;
import io.overdub.kernel.Traces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Works on broadcasts, a few parcels at a time, beside everything else that this process does: one in each lane, and others that are made
 * ready meanwhile. Whoever is free looks for work twice a second, unless PostgreSQL is away, which keeps it. A crew that is killed loses
 * time, and repeats the parts that were under way.
 */
@Singleton
class FanoutCrew {

    private static final Logger LOG = Logger.getLogger(FanoutCrew.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration RENEWAL = Broadcasts.LEASE.dividedBy(3);
    /** Parcels that are made ready, or closed, while others have the lanes. */
    private static final int BESIDE = 2;

    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(8);

    private final Broadcasts broadcasts;
    private final Carrier carrier;
    private final Pacer pacer;
    private final Duties duties;
    private final SqlPulse database;
    private final int size;
    private final Semaphore idle;
    private final ExecutorService lanes;
    private final Thread watch = new Thread(this::watch, "fanout-watch");
    private final Thread renewals = new Thread(this::keepLeases, "fanout-leases");
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    FanoutCrew(
            Broadcasts broadcasts,
            Carrier carrier,
            Pacer pacer,
            Duties duties,
            SqlPulse database,
            NotificationsConfig config) {
        this.broadcasts = broadcasts;
        this.carrier = carrier;
        this.pacer = pacer;
        this.duties = duties;
        this.database = database;
        this.size = lanes(config) + BESIDE;
        this.idle = new Semaphore(size);
        this.lanes = Executors.newFixedThreadPool(size, FanoutCrew::lane);
    }

    /** A process without a lane would take parcels and never send them. */
    private static int lanes(NotificationsConfig config) {
        if (config.lanes() < 1) {
            throw new IllegalStateException(
                    "notifications.lanes is %d: it must be at least 1".formatted(config.lanes()));
        }
        return config.lanes();
    }

    /** What nobody foresaw ends a shift; its parcel comes back when the lease is over. */
    private static Thread lane(Runnable task) {
        var thread = new Thread(task, "fanout-lane");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((broken, cause) -> LOG.error("The work on a broadcast broke off", cause));
        return thread;
    }

    void start(@Observes StartupEvent event) {
        if (duties.includeJobs()) {
            for (var thread : List.of(watch, renewals)) {
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        pacer.stop();
        lanes.shutdown();
        if (!lanes.awaitTermination(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("A part of a broadcast did not end in time; it may come twice");
        }
        finished.countDown();
    }

    private void watch() {
        try {
            while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (database.isAway()) {
                    continue;
                }
                for (var free = idle.drainPermits(); free > 0; free--) {
                    lanes.execute(this::shift);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shift() {
        try {
            while (stopping.getCount() > 0 && workOnNext()) {
                continue;
            }
        } finally {
            idle.release();
        }
    }

    /** False when nothing is due. */
    private boolean workOnNext() {
        var turn = broadcasts.take();
        turn.ifPresent(this::workOn);
        return turn.isPresent();
    }

    private void workOn(Broadcasts.Turn turn) {
        var parcel = turn.parcel();
        if (parcel != null) {
            held.add(parcel.lease());
            var step = Traces.follow("notifications.fanout", List.of());
            try {
                carrier.carry(parcel);
            } finally {
                step.end();
                held.remove(parcel.lease());
            }
        }
    }

    private void keepLeases() {
        try {
            while (!finished.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!held.isEmpty()) {
                    renew();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        try {
            broadcasts.renew(List.copyOf(held));
        } catch (Sql.SqlFailed e) {
            LOG.warnf("Parts of %d parcels may be sent twice: %s", held.size(), e.getMessage());
        }
    }

    /** Works until nothing is due and nothing is under way; a lever for tests. */
    void settle(Duration patience) throws InterruptedException {
        if (!idle.tryAcquire(size, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The crew did not settle within " + patience);
        }
        try {
            while (workOnNext()) {
                continue;
            }
        } finally {
            idle.release(size);
        }
    }
}
