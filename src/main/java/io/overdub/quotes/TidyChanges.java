package io.overdub.quotes;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Forgets quotes that are gone when no copy that may still ask can have them, and tells of those that were published by processes which
 * did not know of the changes yet.
 */
@Singleton
@StableName("quotes.tidy_changes")
class TidyChanges implements Job {

    static final Duration KEPT = Duration.ofDays(90);

    private static final int BATCH = 500;

    private final ChangeRepository changes;
    private final QuoteChanges told;
    private final Clock clock;

    TidyChanges(ChangeRepository changes, QuoteChanges told, Clock clock) {
        this.changes = changes;
        this.told = told;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        var now = clock.instant();
        while (changes.forgetGone(now.minus(KEPT), now, BATCH) == BATCH) {
            continue;
        }
        while (QuarkusTransaction.requiringNew().call(this::tellSome) == BATCH) {
            continue;
        }
    }

    private int tellSome() {
        var untold = changes.untold(clock.instant(), BATCH);
        untold.forEach(told::record);
        return untold.size();
    }
}
