package io.overdub.quotes;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Folds the changes of how often quotes are used into one number for each, so that summing stays cheap and the list of the top moves. */
@Singleton
@StableName("quotes.fold_usage")
class FoldUsage implements Job {

    private static final int BATCH = 5_000;

    private final UsageRepository usage;

    FoldUsage(UsageRepository usage) {
        this.usage = usage;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        while (usage.fold(BATCH) > 0) {
            continue;
        }
    }
}
