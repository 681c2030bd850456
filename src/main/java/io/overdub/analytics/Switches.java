package io.overdub.analytics;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** Which stages somebody has stopped, on all processes. */
@Singleton
class Switches {

    private static final long GOOD_FOR_MS = 1_000;

    private final PauseRepository pauses;
    private final Clock clock;
    private volatile Known known = new Known(Set.of(), 0);

    private record Known(Set<Stage> paused, long until) {}

    Switches(PauseRepository pauses, Clock clock) {
        this.pauses = pauses;
        this.clock = clock;
    }

    /** As it was a second ago at most; at once on the process that was told. */
    boolean isPaused(Stage stage) {
        var now = clock.millis();
        var current = known;
        if (current.until() <= now) {
            current = new Known(pauses.paused(), now + GOOD_FOR_MS);
            known = current;
        }
        return current.paused().contains(stage);
    }

    void pause(Stage stage, UUID by) {
        pauses.add(stage, by);
        known = new Known(pauses.paused(), clock.millis() + GOOD_FOR_MS);
    }

    void resume(Stage stage) {
        pauses.remove(stage);
        known = new Known(pauses.paused(), clock.millis() + GOOD_FOR_MS);
    }
}
