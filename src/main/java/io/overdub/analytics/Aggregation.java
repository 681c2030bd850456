package io.overdub.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.analytics.queue.Parcels;
import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.stream.Run;
import io.overdub.analytics.stream.Stream;
import io.overdub.kernel.Traces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * From the stream to the queue: many small records become few large messages, in which each event stands once; what cannot be read goes into
 * quarantine and holds up nothing. While the queue has no room, records wait in the stream, for as long as that keeps them: PostgreSQL keeps
 * what nobody has read, and the intake says when it is too much; Kinesis knows no end, and drops them when their retention is over: while
 * nobody reads, nobody is told.
 */
@Singleton
class Aggregation {

    /** Records of one turn, when more wait. */
    static final int FULL = 100;

    private static final int MOST_RECORDS = 400;
    private static final Logger LOG = Logger.getLogger(Aggregation.class);

    private static final long GOOD_FOR_MS = 5_000;

    private final Stream stream;
    private final Queue queue;
    private final Quarantine quarantine;
    private final Clock clock;
    private final Counter held;
    private boolean queueFull;
    private long queueKnownUntil;

    Aggregation(Stream stream, Queue queue, Quarantine quarantine, Clock clock, MeterRegistry meters) {
        this.stream = stream;
        this.queue = queue;
        this.quarantine = quarantine;
        this.clock = clock;
        this.held = Counter.builder("overdub.analytics.aggregation.held")
                .description("looks that found no room in the queue, one in five seconds")
                .register(meters);
    }

    /** How many records there were. */
    synchronized int turn() {
        if (isQueueFull()) {
            return 0;
        }
        var run = stream.take(MOST_RECORDS);
        run.ifPresent(this::pass);
        return run.map(some -> some.bodies().size()).orElse(0);
    }

    /** Asked every few seconds: so much more may come in. */
    private boolean isQueueFull() {
        var now = clock.millis();
        if (now >= queueKnownUntil) {
            queueFull = !queue.hasRoom();
            queueKnownUntil = now + GOOD_FOR_MS;
            if (queueFull) {
                held.increment();
                LOG.warn("Nobody loads what waits in the queue of events, and it has no room for more");
            }
        }
        return queueFull;
    }

    private void pass(Run run) {
        var step = Traces.followTraced(
                "analytics.aggregate", Rows.tracesIn(run.bodies().stream().flatMap(String::lines)));
        try {
            passOn(run.bodies());
            stream.done(run);
        } finally {
            step.end();
        }
    }

    /** Durably. What is passed on twice is loaded once. */
    void passOn(List<String> records) {
        var seen = new HashSet<UUID>();
        var lines = new ArrayList<String>();
        var poison = new ArrayList<Quarantine.Poison>();
        for (var record : records) {
            record.lines().forEach(line -> {
                var id = Rows.idOf(line);
                if (id.isEmpty()) {
                    poison.add(Quarantine.Poison.of("unreadable_record", "It is no line of the stream", line));
                } else if (seen.add(id.get())) {
                    lines.add(line);
                }
            });
        }
        quarantine.keep(poison);
        var messages = Parcels.of(lines);
        if (!messages.isEmpty()) {
            queue.send(messages);
        }
    }
}
