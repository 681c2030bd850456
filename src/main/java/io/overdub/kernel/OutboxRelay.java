package io.overdub.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands the rows of the outbox to their subscribers. Rows claimed together are worked off per subscriber, side by side, so that one
 * that is slow or fails does not hold up another; one whose engine is away rests. Runs on every process that has the role
 * {@code jobs}.
 */
@Singleton
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 200;

    /** Few enough that a stop need not wait long. */
    private static final int TOGETHER = 50;

    /** So long after a process was killed somebody else takes up what it was handing over; while it lives, it renews in time. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final Duration RENEWAL = LEASE.dividedBy(3);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(12);

    private final OutboxRepository outbox;
    private final Subscribers subscribers;
    private final ObjectMapper json;
    private final SqlPulse database;
    private final Clock clock;
    private final ProcessConfig config;
    private final MeterRegistry meters;
    private final ExecutorService workers;
    private final Semaphore free;
    private final Semaphore alarm = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();
    private final Object handing = new Object();
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> resting = new ConcurrentHashMap<>();
    private final Thread loop = new Thread(this::relay, "outbox-relay");
    private final Thread renewals = new Thread(this::keepLeases, "outbox-leases");
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean stopping;

    OutboxRelay(
            OutboxRepository outbox,
            Subscribers subscribers,
            ObjectMapper json,
            SqlPulse database,
            Clock clock,
            ProcessConfig config,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.database = database;
        this.subscribers = subscribers;
        this.json = json;
        this.clock = clock;
        this.config = config;
        this.meters = meters;
        var count = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(
                config.outbox().threads(), task -> new Thread(task, "outbox-worker-" + count.incrementAndGet()));
        this.free = new Semaphore(config.outbox().threads());
    }

    void start(@Observes StartupEvent event) {
        OutboxMetrics.register(meters, outbox, clock);
        if (config.roles().contains(ProcessConfig.Role.JOBS)) {
            loop.setDaemon(true);
            loop.start();
            renewals.setDaemon(true);
            renewals.start();
        }
    }

    /** First of the observers: what subscribers use must still be there while they finish. */
    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        loop.join(PATIENCE_AT_STOP.toMillis());
        workers.shutdown();
        if (!workers.awaitTermination(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Some subscribers did not finish in time; their events come again");
        }
        finished.countDown();
    }

    /** There may be something to hand over: look now instead of at the next poll. */
    void wake() {
        if (alarm.availablePermits() == 0) {
            alarm.release();
        }
    }

    /** How many subscribers do not get anything just now, because an engine that they need was away a moment ago. */
    int resting() {
        var now = clock.instant();
        return (int) resting.values().stream().filter(now::isBefore).count();
    }

    /** Works until nothing is due and nothing runs; a lever for tests. */
    void settle(Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!quiet()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The outbox did not settle within " + patience);
            }
            if (handOverBatch() == 0) {
                synchronized (running) {
                    running.wait(20);
                }
            }
        }
    }

    private void relay() {
        while (!stopping) {
            try {
                if (handOverBatch() == 0) {
                    pause();
                }
            } catch (RuntimeException e) {
                // Its pulse has said so, once.
                if (!database.isAway()) {
                    LOG.warnf("The outbox rests a moment: %s", e.getMessage());
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            if (alarm.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                alarm.drainPermits();
            }
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Claiming and counting what runs are one step, so that {@link #quiet} never looks in between. */
    private int handOverBatch() {
        synchronized (handing) {
            var claimed = outbox.claim(awake(), BATCH, LEASE);
            claimed.forEach(row -> held.add(row.position()));
            for (var batch : bySubscriber(claimed).values()) {
                free.acquireUninterruptibly();
                running.incrementAndGet();
                workers.execute(() -> handOver(batch));
            }
            return claimed.size();
        }
    }

    private void keepLeases() {
        try {
            while (!finished.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of all that this process has claimed and not yet settled. */
    void renew() {
        try {
            if (!held.isEmpty()) {
                outbox.renew(List.copyOf(held), LEASE);
            }
        } catch (RuntimeException e) {
            LOG.warnf("%d events may come twice: %s", held.size(), e.getMessage());
        }
    }

    private boolean quiet() {
        synchronized (handing) {
            return running.get() == 0 && !outbox.busy(awake());
        }
    }

    private List<String> awake() {
        var now = clock.instant();
        resting.values().removeIf(until -> !now.isBefore(until));
        return subscribers.names().stream()
                .filter(name -> !resting.containsKey(name))
                .toList();
    }

    private static Map<String, List<OutboxRepository.Row>> bySubscriber(List<OutboxRepository.Row> rows) {
        var batches = new LinkedHashMap<String, List<OutboxRepository.Row>>();
        for (var row : rows) {
            batches.computeIfAbsent(row.subscriber(), name -> new ArrayList<>()).add(row);
        }
        return batches;
    }

    private void handOver(List<OutboxRepository.Row> batch) {
        try {
            work(batch);
        } catch (RuntimeException e) {
            LOG.warnf("%d events will come again: %s", batch.size(), e.getMessage());
        } finally {
            batch.forEach(row -> held.remove(row.position()));
            free.release();
            running.decrementAndGet();
            synchronized (running) {
                running.notifyAll();
            }
            // Rows of the same key became free.
            wake();
        }
    }

    /** Who has done a step and is not through goes to the end of the line, before those of the same key; who failed leaves with them. */
    private void work(List<OutboxRepository.Row> batch) {
        var line = new ArrayDeque<>(batch);
        var done = new ArrayList<Long>();
        var left = new ArrayList<OutboxRepository.Row>();
        EngineAway away = takeTogether(line, done);
        while (!line.isEmpty() && !stopping && away == null) {
            var row = line.remove();
            try {
                var outcome = offer(row);
                if (outcome.done()) {
                    done.add(row.position());
                } else if (outcome.reached() != null) {
                    finish(done);
                    outbox.advance(row.position(), outcome.reached());
                    var behind = leaveLine(row, line);
                    line.add(row.reaching(outcome.reached()));
                    line.addAll(behind);
                } else {
                    left.addAll(leaveLine(row, line));
                }
            } catch (EngineAway e) {
                line.addFirst(row);
                away = e;
            }
        }
        finish(done);
        left.addAll(line);
        var positions = left.stream().map(OutboxRepository.Row::position).toList();
        if (away != null) {
            rest(batch.get(0).subscriber(), positions, away);
        } else if (!positions.isEmpty()) {
            outbox.release(positions);
        }
    }

    private static List<OutboxRepository.Row> leaveLine(OutboxRepository.Row row, Deque<OutboxRepository.Row> line) {
        var behind = line.stream().filter(row::isOrderedWith).toList();
        line.removeAll(behind);
        return behind;
    }

    /** Leaves in the line what is to be offered one by one: everything, for most subscribers. */
    private @Nullable EngineAway takeTogether(Deque<OutboxRepository.Row> line, List<Long> done) {
        var subscription = subscribers.named(line.element().subscriber());
        if (subscription == null
                || !(subscription.subscriber() instanceof BulkSubscriber<DomainEvent>)
                        && !(subscription.subscriber() instanceof Chronicler)) {
            return null;
        }
        try {
            while (line.size() > 1 && !stopping) {
                var some = line.stream().limit(TOGETHER).toList();
                if (!areTaken(subscription.subscriber(), some)) {
                    return null;
                }
                some.forEach(row -> done.add(line.remove().position()));
            }
            return null;
        } catch (EngineAway e) {
            return e;
        }
    }

    private boolean areTaken(Subscriber<DomainEvent> subscriber, List<OutboxRepository.Row> some) {
        var context = Arc.container().requestContext();
        context.activate();
        var step = follow(some);
        try {
            if (subscriber instanceof BulkSubscriber<DomainEvent> bulk) {
                var events = new ArrayList<DomainEvent>();
                for (var row : some) {
                    events.add(read(row));
                }
                bulk.onAll(events);
            } else if (subscriber instanceof Chronicler chronicler) {
                chronicler.record(some.stream().map(OutboxRelay::fact).toList());
            }
            return true;
        } catch (EngineAway e) {
            step.failed(e);
            throw e;
        } catch (JsonProcessingException | RuntimeException | Error e) {
            step.failed(e);
            passOnOutage(e);
            LOG.debugf(
                    "%d events for %s are offered one by one: %s",
                    some.size(), some.get(0).subscriber(), e.getMessage());
            return false;
        } finally {
            leave(step);
            context.terminate();
        }
    }

    /** The log's own comes last: it loses what it knows when a span becomes the current one. */
    private static Traces.Step follow(List<OutboxRepository.Row> some) {
        var first = some.get(0);
        var step = Traces.follow(
                first.subscriber(),
                some.stream().map(row -> Cause.traceIn(row.cause())).toList());
        step.fact("messaging.system", "outbox");
        step.fact("messaging.destination.name", first.event());
        step.fact("overdub.attempt", first.attempts());
        Cause.begin(ofAll(some));
        return step;
    }

    private static void leave(Traces.Step step) {
        Cause.end();
        step.end();
    }

    /** Of rows that follow from several requests, none. */
    private static @Nullable String ofAll(List<OutboxRepository.Row> some) {
        var request = Cause.requestIn(some.get(0).cause());
        return some.stream().allMatch(row -> Objects.equals(Cause.requestIn(row.cause()), request)) ? request : null;
    }

    private static Fact fact(OutboxRepository.Row row) {
        return new Fact(row.position(), row.event(), row.payload(), row.createdAt());
    }

    private DomainEvent read(OutboxRepository.Row row) throws JsonProcessingException {
        var type = subscribers.event(row.event());
        if (type == null) {
            throw new IllegalStateException("This process does not know " + row.event());
        }
        return (DomainEvent) json.readValue(row.payload(), type);
    }

    private void finish(List<Long> done) {
        if (!done.isEmpty()) {
            outbox.done(done);
            done.clear();
        }
    }

    private void rest(String subscriber, List<Long> left, EngineAway cause) {
        var until = clock.instant().plus(REST);
        LOG.debugf("%s rests: %s", subscriber, cause.getMessage());
        resting.put(subscriber, until);
        left.forEach(held::remove);
        outbox.postpone(left, until, String.valueOf(cause.getMessage()));
    }

    /** @param reached how far it got, when it is not through */
    private record Outcome(boolean done, @Nullable String reached) {

        private static final Outcome FAILED = new Outcome(false, null);
    }

    private Outcome offer(OutboxRepository.Row row) {
        var context = Arc.container().requestContext();
        context.activate();
        var step = follow(List.of(row));
        try {
            var reached = deliver(row);
            return new Outcome(reached == null, reached);
        } catch (EngineAway e) {
            step.failed(e);
            throw e;
        } catch (JsonProcessingException | RuntimeException | Error e) {
            step.failed(e);
            passOnOutage(e);
            // What this process cannot read, a newer one may. What overflows the stack does so each time: else it would
            // come again for ever, before what is behind it.
            fail(row, e);
            return Outcome.FAILED;
        } finally {
            leave(step);
            context.terminate();
        }
    }

    private static void passOnOutage(Throwable e) {
        if (e instanceof Outage) {
            throw new EngineAway(e);
        }
    }

    private @Nullable String deliver(OutboxRepository.Row row) throws JsonProcessingException {
        var subscription = subscribers.named(row.subscriber());
        if (subscription == null) {
            throw new IllegalStateException("This process does not know " + row.subscriber());
        }
        if (subscription.subscriber() instanceof Chronicler chronicler) {
            chronicler.record(List.of(fact(row)));
            return null;
        }
        var event = read(row);
        if (subscription.subscriber() instanceof StepwiseSubscriber<DomainEvent> stepwise) {
            return stepwise.step(event, row.reached());
        }
        subscription.subscriber().on(event);
        return null;
    }

    private void fail(OutboxRepository.Row row, Throwable cause) {
        held.remove(row.position());
        var error = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (row.attempts() >= config.outbox().attempts()) {
            outbox.park(row.position(), error);
            LOG.errorf(cause, "Parked %s for %s after %d tries", row.event(), row.subscriber(), row.attempts());
        } else {
            outbox.retry(row.position(), clock.instant().plus(pauseAfter(row.attempts())), error);
            LOG.warnf("%s failed on %s, try %d: %s", row.subscriber(), row.event(), row.attempts(), error);
        }
    }

    /** 1 s, 2 s, 4 s … up to an hour, each shortened by up to a quarter so that many rows do not come back at once. */
    static Duration pauseAfter(int attempts) {
        var full = Math.min(LONGEST_PAUSE.toMillis(), 1000L << Math.min(attempts - 1, 20));
        return Duration.ofMillis(full - ThreadLocalRandom.current().nextLong(full / 4 + 1));
    }
}
