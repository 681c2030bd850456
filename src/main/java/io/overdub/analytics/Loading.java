package io.overdub.analytics;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.analytics.queue.Message;
import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Loaded;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Heartbeat;
import io.overdub.kernel.Traces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From the queue into the warehouse, on the process whose warehouse it is. */
@Singleton
class Loading {

    /** Messages of one turn, when more wait. */
    static final int FULL = 10;

    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(25);

    private final Queue queue;
    private final Warehouse warehouse;
    private final Quarantine quarantine;
    private final LiveCounts counts;
    private final Erasures erasures;
    private final Credibility credibility;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter loaded;
    private final Counter known;
    private final Heartbeat heart = new Heartbeat("analytics-heart", BETWEEN_BEATS);

    Loading(
            Queue queue,
            Warehouse warehouse,
            Quarantine quarantine,
            LiveCounts counts,
            Erasures erasures,
            Credibility credibility,
            Clock clock,
            MeterRegistry meters) {
        this.queue = queue;
        this.warehouse = warehouse;
        this.quarantine = quarantine;
        this.counts = counts;
        this.erasures = erasures;
        this.credibility = credibility;
        this.clock = clock;
        this.meters = meters;
        this.loaded = Counter.builder("overdub.analytics.events.loaded")
                .description("events that came into the warehouse")
                .register(meters);
        this.known = Counter.builder("overdub.analytics.events.known")
                .description("events that were in the warehouse when they came again")
                .register(meters);
    }

    /** How many messages there were. */
    synchronized int turn() {
        if (!warehouse.isOurs()) {
            return 0;
        }
        var messages = queue.receive(FULL);
        if (messages.isEmpty()) {
            return 0;
        }
        var beat = heart.begin(() -> queue.hold(messages));
        var step = Traces.followTraced(
                "analytics.load",
                Rows.tracesIn(messages.stream().map(Message::body).flatMap(String::lines)));
        try {
            load(messages);
        } catch (EngineAway e) {
            step.failed(e);
            queue.giveBack(messages);
            throw e;
        } finally {
            beat.end();
            step.end();
        }
        queue.done(messages);
        return messages.size();
    }

    private void load(List<Message> messages) {
        var rows = new ArrayList<EventRow>();
        var poison = new ArrayList<Quarantine.Poison>();
        for (var message : messages) {
            message.body()
                    .lines()
                    .forEach(line -> Rows.read(line)
                            .ifPresentOrElse(
                                    rows::add,
                                    () -> poison.add(Quarantine.Poison.of(
                                            "unreadable_message", "It is no line of a message", line))));
        }
        if (!rows.isEmpty()) {
            var cleared = credibility.weigh(erasures.cleared(rows));
            var outcome = warehouse.load(cleared);
            poison.addAll(refused(cleared, outcome));
            counts.add(inside(cleared, outcome));
            loaded.increment(outcome.fresh());
            known.increment(outcome.known());
            measure(rows);
        }
        quarantine.keep(poison);
    }

    /** Whether they were there before or not: who died before counting comes again. */
    private static List<EventRow> inside(List<EventRow> rows, Loaded outcome) {
        var refused = outcome.refused().stream().map(Loaded.Refused::id).collect(toSet());
        return rows.stream().filter(row -> !refused.contains(row.id())).toList();
    }

    private static List<Quarantine.Poison> refused(List<EventRow> rows, Loaded outcome) {
        var reasons = outcome.refused().stream().collect(toMap(Loaded.Refused::id, Loaded.Refused::reason));
        var poison = new ArrayList<Quarantine.Poison>();
        for (var row : rows) {
            var reason = reasons.remove(row.id());
            if (reason != null) {
                poison.add(Quarantine.Poison.of("refused_by_warehouse", reason, Rows.write(row)));
            }
        }
        return poison;
    }

    /** From the moment it was received until it can be asked about; of the oldest of those that were loaded together. */
    private void measure(List<EventRow> rows) {
        var oldest = rows.stream()
                .mapToLong(row -> row.receivedAt().toEpochMilli())
                .min()
                .orElseThrow();
        meters.timer("overdub.analytics.freshness").record(Math.max(0, clock.millis() - oldest), TimeUnit.MILLISECONDS);
    }

    void stop() {
        heart.stop();
    }
}
