package io.overdub.analytics;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

@Singleton
@StableName("analytics.sweep_quarantine")
class SweepQuarantine implements Job {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int BATCH = 1_000;

    private final QuarantineRepository rows;
    private final Clock clock;

    SweepQuarantine(QuarantineRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        while (rows.deleteReceivedBefore(clock.instant().minus(KEPT), BATCH) > 0) {
            continue;
        }
    }
}
