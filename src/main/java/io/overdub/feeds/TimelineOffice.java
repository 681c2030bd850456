package io.overdub.feeds;

import io.overdub.kernel.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Takes orders of the team. */
@ApplicationScoped
class TimelineOffice {

    private final Outbox outbox;
    private final Clock clock;

    TimelineOffice(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    Filling fill() {
        var now = clock.instant();
        outbox.publish(new FillAsked(now));
        return new Filling(now);
    }
}
