package io.overdub.analytics;

import io.overdub.analytics.queue.Parcels;
import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.stream.Run;
import io.overdub.analytics.stream.Stream;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * From the stream to the queue: many small records become few large messages, in which each event stands once; what cannot be read goes into
 * quarantine and holds up nothing.
 */
@Singleton
class Aggregation {

    /** Records of one turn, when more wait. */
    static final int FULL = 100;

    private static final int MOST_RECORDS = 400;
    /** Of up to 240 kB each. When nobody loads them, the stream fills, and then the intake says so; the queue does not grow for ever. */
    static final int MOST_MESSAGES = 10_000;

    private static final long GOOD_FOR_MS = 5_000;

    private final Stream stream;
    private final Queue queue;
    private final Quarantine quarantine;
    private final Clock clock;
    private boolean queueFull;
    private long queueKnownUntil;

    Aggregation(Stream stream, Queue queue, Quarantine quarantine, Clock clock) {
        this.stream = stream;
        this.queue = queue;
        this.quarantine = quarantine;
        this.clock = clock;
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
            queueFull = queue.depth().waiting() >= MOST_MESSAGES;
            queueKnownUntil = now + GOOD_FOR_MS;
        }
        return queueFull;
    }

    private void pass(Run run) {
        passOn(run.bodies());
        stream.done(run);
    }

    /** Durably. What is passed on twice is loaded once. */
    void passOn(List<String> records) {
        var seen = new HashSet<UUID>();
        var lines = new ArrayList<String>();
        var poison = new ArrayList<Quarantine.Poison>();
        for (var record : records) {
            record.lines().forEach(line -> {
                var row = Rows.read(line);
                if (row.isEmpty()) {
                    poison.add(Quarantine.Poison.of("unreadable_record", "It is no line of the stream", line));
                } else if (seen.add(row.get().id())) {
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
