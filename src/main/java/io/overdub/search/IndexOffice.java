package io.overdub.search;

import io.overdub.kernel.Outbox;
import io.overdub.search.index.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Takes orders of the team, and tells it what the index would not take. */
@ApplicationScoped
class IndexOffice {

    private final Outbox outbox;
    private final QuarantineRepository quarantine;
    private final Clerk clerk;
    private final Clock clock;

    IndexOffice(Outbox outbox, QuarantineRepository quarantine, Clerk clerk, Clock clock) {
        this.outbox = outbox;
        this.quarantine = quarantine;
        this.clerk = clerk;
        this.clock = clock;
    }

    @Transactional
    Rebuild rebuild() {
        var now = clock.instant();
        outbox.publish(new RebuildAsked(now));
        return new Rebuild(now);
    }

    /** The latest first. */
    List<Quarantined> quarantined(int limit) {
        return quarantine.latest(limit);
    }

    /**
     * Writes a document that was refused as it is now.
     *
     * @return the reason of today when it is refused again; empty when the engine took it
     * @throws NotQuarantined when it was never refused, or was taken since
     */
    Optional<Quarantined> retry(Kind kind, String key) {
        if (quarantine.find(kind, key).isEmpty()) {
            throw new NotQuarantined();
        }
        clerk.update(kind, List.of(key));
        return quarantine.find(kind, key);
    }
}
