package io.overdub.feeds;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** After a day nothing is new any more; counts what was seen by fewer people than it should have been. */
@Singleton
@StableName("feeds.forget_newcomers")
class ForgetNewcomers implements Job {

    private static final int BATCH = 5_000;

    private final NewcomerRepository rows;
    private final Clock clock;
    private final Counter missed;

    ForgetNewcomers(NewcomerRepository rows, Clock clock, MeterRegistry meters) {
        this.rows = rows;
        this.clock = clock;
        this.missed = Counter.builder("overdub.feeds.newcomers.missed")
                .description(
                        "new dubs that were seen by fewer people in their first day than feeds.explore.impressions says")
                .register(meters);
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        var before = clock.instant().minus(Newcomers.DAY);
        List<Boolean> gone;
        do {
            gone = rows.forget(before, BATCH);
            missed.increment(gone.stream().filter(lacked -> lacked).count());
        } while (gone.size() == BATCH);
    }
}
