package io.overdub.analytics;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;

/** Days of UTC. */
@Singleton
class Calendar {

    private final Clock clock;

    Calendar(Clock clock) {
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** The first of so many days that end today. */
    LocalDate daysAgo(int days) {
        return today().minusDays(days - 1L);
    }
}
