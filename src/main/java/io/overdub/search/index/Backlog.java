package io.overdub.search.index;

import io.overdub.kernel.EngineAway;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings the shadow what was written, while whoever wrote it goes on. Only so much may wait, in memory: what comes on top, and what waits
 * when the process ends, the shadow has missed, and that is counted.
 */
final class Backlog {

    private static final Logger LOG = Logger.getLogger(Backlog.class);

    /** Documents, of some kilobytes each at the most. */
    private static final int MOST = 10_000;

    /** Documents, of which a review is a sample: what is too much is left out. */
    private static final int MOST_REVIEWED = 5_000;

    private final SearchIndex shadow;
    private final Executor later;
    private final Comparisons comparisons;
    private final Semaphore room = new Semaphore(MOST);
    private final Semaphore roomForReviews = new Semaphore(MOST_REVIEWED);
    private volatile boolean isClosed;

    /** @param later does one thing after the other, and refuses none */
    Backlog(SearchIndex shadow, Executor later, Comparisons comparisons) {
        this.shadow = shadow;
        this.later = later;
        this.comparisons = comparisons;
    }

    void write(List<Change> changes) {
        if (room.tryAcquire(changes.size())) {
            later.execute(() -> writeNow(changes));
        } else {
            comparisons.missed(changes.size());
        }
    }

    private void writeNow(List<Change> changes) {
        if (isClosed) {
            return;
        }
        long missed = changes.size();
        try {
            missed = shadow.write(changes).stream()
                    .filter(outcome -> outcome.verdict() == Outcome.Verdict.REFUSED)
                    .count();
        } catch (EngineAway | EngineRefused e) {
            LOG.debugf("The shadow of the search index missed %d changes: %s", missed, e.getMessage());
        } finally {
            wrote(changes, missed);
        }
    }

    /** Unless it was counted as missed at the end already. */
    private synchronized void wrote(List<Change> changes, long missed) {
        if (!isClosed) {
            comparisons.missed(missed);
            room.release(changes.size());
        }
    }

    /** Counts what the shadow knows otherwise than this. A change that comes at the same moment may be among it. */
    void review(Kind kind, Collection<String> keys, Map<String, Stored> known) {
        if (roomForReviews.tryAcquire(keys.size())) {
            later.execute(() -> reviewNow(kind, keys, known));
        }
    }

    private void reviewNow(Kind kind, Collection<String> keys, Map<String, Stored> known) {
        if (isClosed) {
            return;
        }
        try {
            var shadowed = shadow.look(kind, keys);
            comparisons.drifted(keys.stream()
                    .filter(key -> !Objects.equals(known.get(key), shadowed.get(key)))
                    .count());
        } catch (EngineAway | EngineRefused e) {
            comparisons.failed();
        } finally {
            roomForReviews.release(keys.size());
        }
    }

    /** Takes nothing more and begins nothing more. Not to be called twice. */
    void close(Duration patience) throws InterruptedException {
        var isDone = false;
        try {
            isDone = room.tryAcquire(MOST, patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!isDone) {
                giveUp();
            }
        }
    }

    /** What is running is let go, and counts as missed although the shadow may still take it. */
    private synchronized void giveUp() {
        isClosed = true;
        var left = MOST - room.drainPermits();
        comparisons.missed(left);
        LOG.warnf("The shadow of the search index has missed %d changes at the end: only a rebuild mends it", left);
    }
}
