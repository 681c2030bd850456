package io.overdub.connections.graph;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Folds follows that came and went into one row for each account, so that summing stays cheap. */
@Singleton
@StableName("connections.fold_tallies")
class FoldTallies implements Job {

    private static final int BATCH = 5_000;

    private final TallyRepository tallies;

    FoldTallies(TallyRepository tallies) {
        this.tallies = tallies;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        while (tallies.fold(BATCH) > 0) {
            continue;
        }
    }
}
