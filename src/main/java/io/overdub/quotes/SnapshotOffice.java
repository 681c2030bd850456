package io.overdub.quotes;

import io.overdub.kernel.Refusal;
import io.overdub.uploads.Documents;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells where the snapshot is and how it stands, and takes orders for another one. */
@Singleton
class SnapshotOffice {

    /**
     * Where clients begin.
     *
     * @param manifestUrl keep it: it works without this API
     * @param validUntil when the address stops working; absent: never
     */
    record SnapshotPlace(String manifestUrl, @Nullable Instant validUntil) {}

    /**
     * How the snapshot stands.
     *
     * @param version of what is published; 0 when nothing is
     * @param behind whether there are changes that it does not have yet
     * @param leftOut how many quotes it lacks because their sounds cannot be fetched by everybody
     * @param requestedAt when somebody asked for another one, until that is done
     * @param failures since it worked last
     * @param failure what went wrong the last time
     */
    record SnapshotStatus(
            long version,
            @Nullable Instant generatedAt,
            long tookMs,
            boolean behind,
            long leftOut,
            @Nullable Instant requestedAt,
            int failures,
            @Nullable String failure,
            @Nullable Instant retryAt) {}

    private final SnapshotRepository snapshots;
    private final SnapshotPublisher publisher;
    private final Documents documents;
    private final Clock clock;

    SnapshotOffice(SnapshotRepository snapshots, SnapshotPublisher publisher, Documents documents, Clock clock) {
        this.snapshots = snapshots;
        this.publisher = publisher;
        this.documents = documents;
        this.clock = clock;
    }

    SnapshotPlace place() {
        if (snapshots.state().version() == 0) {
            throw new NotPublished();
        }
        return new SnapshotPlace(publisher.manifestUrl(), documents.addressesUntil());
    }

    SnapshotStatus order(boolean force) {
        snapshots.request(force, clock.instant());
        return status();
    }

    SnapshotStatus status() {
        var state = snapshots.state();
        return new SnapshotStatus(
                state.version(),
                state.generatedAt(),
                state.took().toMillis(),
                snapshots.waitingAfter(state.position()).isPresent(),
                state.leftOut(),
                state.requestedAt(),
                state.failures(),
                state.failure(),
                state.retryAt());
    }

    private static final class NotPublished extends Refusal {
        NotPublished() {
            super(Kind.NOT_FOUND, "snapshot_not_published", "There is no snapshot yet");
        }
    }
}
