package io.overdub.analytics;

import io.overdub.analytics.stream.Stream;
import io.overdub.analytics.stream.StreamRecord;
import io.overdub.kernel.Bulkhead;
import io.overdub.kernel.EngineAway;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way into the stream. Records that come while others are being written are written together next: the commit of one is the commit of
 * all, so that the disk sets no limit to how many come in a second.
 */
@Singleton
class Inlet {

    private static final int MOST_TOGETHER = 200;
    private static final long GOOD_FOR_MS = 1_000;

    private final Stream stream;
    private final IntakeConfig config;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock pen = new ReentrantLock();
    private final Bulkhead room;
    private volatile Pressure pressure = new Pressure(false, 0);

    private record Pressure(boolean tooMuch, long until) {}

    private static final class Waiting {

        private final StreamRecord record;
        private volatile boolean tried;
        private volatile boolean written;

        Waiting(StreamRecord record) {
            this.record = record;
        }
    }

    Inlet(Stream stream, IntakeConfig config, Clock clock) {
        this.stream = stream;
        this.config = config;
        this.clock = clock;
        this.room = new Bulkhead(config.mostAtOnce(), Duration.ZERO, () -> new IntakeFull(config.pause()));
    }

    /** Asked once a second; so much more may come in. */
    void checkRoom() {
        var now = clock.millis();
        var known = pressure;
        if (known.until() <= now) {
            var tooMuch = stream.standing().waiting() > config.mostWaiting() || stream.isAboutToDrop();
            known = new Pressure(tooMuch, now + GOOD_FOR_MS);
            pressure = known;
        }
        if (known.tooMuch()) {
            throw new IntakeFull(config.pause());
        }
    }

    /** When it returns, the record is durable. While the stream is slow only some wait for it; the others are told to come again. */
    void append(StreamRecord record) {
        if (!room.run(() -> isWritten(record))) {
            // Whoever wrote it together with theirs heard why not.
            throw new EngineAway("The stream of events");
        }
    }

    private boolean isWritten(StreamRecord record) {
        var ours = new Waiting(record);
        waiting.add(ours);
        pen.lock();
        try {
            while (!ours.tried) {
                writeSome();
            }
        } finally {
            pen.unlock();
        }
        return ours.written;
    }

    /** A lever for tests: how many wait for those who write. */
    int waiting() {
        return pen.getQueueLength();
    }

    private void writeSome() {
        var some = new ArrayList<Waiting>();
        @Nullable Waiting next = waiting.poll();
        while (next != null) {
            some.add(next);
            next = some.size() < MOST_TOGETHER ? waiting.poll() : null;
        }
        try {
            stream.append(some.stream().map(one -> one.record).toList());
            some.forEach(one -> one.written = true);
        } finally {
            some.forEach(one -> one.tried = true);
        }
    }
}
