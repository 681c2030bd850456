package io.overdub.feeds.recommendations;

import io.overdub.accounts.AccountId;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Rounds of the job when a story wants them. */
@Singleton
public class SuggestionRounds {

    private final SuggestToActive job;
    private final Recommender recommender;
    private final RoundRepository rounds;
    private final Clock clock;

    SuggestionRounds(SuggestToActive job, Recommender recommender, RoundRepository rounds, Clock clock) {
        this.job = job;
        this.recommender = recommender;
        this.rounds = rounds;
        this.clock = clock;
    }

    /** A whole one, whenever the last one was. The clock stands still, so it is one shift. */
    public void work() {
        recommender.forget();
        rounds.begin(clock.instant());
        job.run();
    }

    /** As a process that died after this person. */
    public void breakOffAfter(AccountId last) {
        rounds.begin(clock.instant());
        rounds.reach(last, 1);
    }

    /** What the job does by itself. */
    public void goOn() {
        job.run();
    }
}
