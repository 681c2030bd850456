package io.overdub.search;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Forgets what was asked for when its time is over. */
@Singleton
@StableName("search.sweep_queries")
class SweepQueries implements Job {

    /** With what one goes through at once, more than a day brings. */
    private static final int ROUNDS = 20;

    private final QueryRepository queries;
    private final TrendingQueries trends;
    private final Clock clock;

    SweepQueries(QueryRepository queries, TrendingQueries trends, Clock clock) {
        this.queries = queries;
        this.trends = trends;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        var round = 0;
        while (round < ROUNDS && queries.sweep(clock.instant()) > 0) {
            round++;
        }
        trends.tidy();
    }
}
