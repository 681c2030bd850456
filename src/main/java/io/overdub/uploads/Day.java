package io.overdub.uploads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A day of UTC: what limits are counted in, so that everybody can tell when it ends. */
record Day(Instant start, Instant now) {

    static Day of(Clock clock) {
        var now = clock.instant();
        return new Day(now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant(), now);
    }

    Instant end() {
        return start.plus(Duration.ofDays(1));
    }

    Duration left() {
        return Duration.between(now, end());
    }
}
