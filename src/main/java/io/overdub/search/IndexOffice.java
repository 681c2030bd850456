package io.overdub.search;

import io.overdub.kernel.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Takes orders of the team. */
@ApplicationScoped
class IndexOffice {

    private final Outbox outbox;
    private final Clock clock;

    IndexOffice(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    Rebuild rebuild() {
        var now = clock.instant();
        outbox.publish(new RebuildAsked(now));
        return new Rebuild(now);
    }
}
