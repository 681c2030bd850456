package io.overdub.feeds;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What was seen longer ago than it matters. */
@Singleton
@StableName("feeds.forget_seen")
class ForgetSeen implements Job {

    private static final int BATCH = 5_000;

    private final SeenRepository rows;
    private final Clock clock;

    ForgetSeen(SeenRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        var first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(Seen.MEMORY.toDays());
        while (rows.forget(first, BATCH) > 0) {
            continue;
        }
    }
}
