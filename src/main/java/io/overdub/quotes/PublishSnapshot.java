package io.overdub.quotes;

import io.overdub.kernel.Job;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Publishes the snapshot a moment after the catalogue changed: once for many changes, and never for more than a tenth of the time. What
 * fails is tried again after 2 s, 4 s and so on up to ten minutes; until then the last good one stays.
 */
@Singleton
@StableName("quotes.publish_snapshot")
class PublishSnapshot implements Job {

    private static final Logger LOG = Logger.getLogger(PublishSnapshot.class);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration UNTIL_SOMEBODY_SAYS = Duration.ofMinutes(1);
    private static final int SHARE = 10;

    private final SnapshotRepository snapshots;
    private final SnapshotPublisher publisher;
    private final SnapshotConfig config;
    private final Clock clock;

    PublishSnapshot(SnapshotRepository snapshots, SnapshotPublisher publisher, SnapshotConfig config, Clock clock) {
        this.snapshots = snapshots;
        this.publisher = publisher;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run() {
        var state = snapshots.state();
        if (!isDue(state, clock.instant())) {
            return;
        }
        // Who dies of it, or meets a bug, would not say so: then it is a minute until the next try.
        snapshots.postpone(clock.instant().plus(UNTIL_SOMEBODY_SAYS));
        try {
            var manifest = publisher.publish(state.forced());
            LOG.infof("Published version %d of the catalogue's snapshot", manifest.version());
        } catch (Refusal refusal) {
            fail(state, refusal.code() + ": " + refusal.getMessage());
        } catch (UncheckedIOException e) {
            fail(state, "disk_failed: " + e.getMessage());
        }
    }

    private void fail(SnapshotRepository.State state, String failure) {
        var pause = Duration.ofSeconds(2L << Math.min(state.failures(), 20));
        var retryAt = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        LOG.warnf("The snapshot stays at version %d until %s: %s", state.version(), retryAt, failure);
        snapshots.failed(failure, retryAt);
    }

    private boolean isDue(SnapshotRepository.State state, Instant now) {
        if (state.retryAt() != null && now.isBefore(state.retryAt())) {
            return false;
        }
        if (state.requestedAt() != null) {
            return true;
        }
        return config.automatic() && (isStale(state, now) || isBehind(state, now));
    }

    /** Nobody could use its addresses much longer, or its uses are from another day. */
    private boolean isStale(SnapshotRepository.State state, Instant now) {
        return state.generatedAt() == null
                || !state.generatedAt().plus(SnapshotPublisher.RENEWED).isAfter(now)
                || !state.manifestUrl().equals(publisher.manifestUrl());
    }

    private boolean isBehind(SnapshotRepository.State state, Instant now) {
        var rest = state.took().multipliedBy(SHARE);
        var rested = state.generatedAt() == null
                || !state.generatedAt()
                        .plus(rest.compareTo(LONGEST_PAUSE) < 0 ? rest : LONGEST_PAUSE)
                        .isAfter(now);
        return rested
                && snapshots
                        .waitingAfter(state.position())
                        .filter(waiting -> !waiting.last().plus(config.quiet()).isAfter(now)
                                || !waiting.first().plus(config.patience()).isAfter(now))
                        .isPresent();
    }
}
