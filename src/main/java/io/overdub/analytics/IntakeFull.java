package io.overdub.analytics;

import io.overdub.kernel.Refusal;
import java.time.Duration;

/** So much waits that taking in more would only move the loss to where nobody sees it. */
final class IntakeFull extends Refusal {

    IntakeFull(Duration pause) {
        super(Kind.UNAVAILABLE, "events_backlogged", "Too many events wait: keep these and send them later", pause);
    }
}
