package io.overdub.edge;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** A client that has not asked again for a day does not ask again. */
@Singleton
@StableName("edge.forget_old_answers")
class ForgetOldAnswers implements Job {

    static final Duration KEPT = Duration.ofHours(24);

    /** Small, so that no transaction is long and the next run goes on where a killed one stopped. */
    private static final int BATCH = 1_000;

    private final IdempotencyRepository answers;
    private final Clock clock;

    ForgetOldAnswers(IdempotencyRepository answers, Clock clock) {
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        var end = clock.instant().minus(KEPT);
        var deleted = BATCH;
        while (deleted == BATCH) {
            deleted = answers.deleteBefore(end, BATCH);
        }
    }
}
