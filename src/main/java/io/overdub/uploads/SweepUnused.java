package io.overdub.uploads;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Forgets what was sent, found good and never made anything of: else whoever sends and publishes nothing fills storage for good, and what
 * people thought better of stays with us. Each upload is looked at once, when it has been ready for a month.
 */
@Singleton
@StableName("uploads.sweep_unused")
class SweepUnused implements Job {

    private static final Logger LOG = Logger.getLogger(SweepUnused.class);

    /** A phone may be without a network for long between sending and publishing. */
    private static final Duration TIME_TO_USE = Duration.ofDays(30);

    private static final int BATCH = 200;

    /** In one run: the first ones find all that was ever sent. */
    private static final int BATCHES = 50;

    private final Disuse disuse;
    private final Clock clock;

    SweepUnused(Disuse disuse, Clock clock) {
        this.disuse = disuse;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run() {
        var before = clock.instant().minus(TIME_TO_USE);
        var forgotten = 0;
        for (var batch = 0; batch < BATCHES; batch++) {
            var some = disuse.examine(before, BATCH);
            forgotten += some.forgotten();
            if (some.examined() < BATCH) {
                break;
            }
        }
        if (forgotten > 0) {
            LOG.infof("Forgot %d uploads that nobody used", forgotten);
        }
    }
}
