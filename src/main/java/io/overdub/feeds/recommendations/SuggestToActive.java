package io.overdub.feeds.recommendations;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Habits;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Finds suggestions for everybody who published or liked a dub within 30 days, four times a day. It works for 20 s at a time, so that it
 * stops soon when the process does, and goes on from there, on whatever process.
 */
@Singleton
@StableName("feeds.suggest_to_active")
class SuggestToActive implements Job {

    private static final Logger LOG = Logger.getLogger(SuggestToActive.class);
    private static final Duration ACTIVE = Duration.ofDays(30);
    private static final Duration ROUND = Duration.ofHours(6);
    private static final Duration SHIFT = Duration.ofSeconds(20);
    private static final int BATCH = 200;

    private final Habits habits;
    private final Recommender recommender;
    private final Recommendations recommendations;
    private final RoundRepository rounds;
    private final Clock clock;

    SuggestToActive(
            Habits habits,
            Recommender recommender,
            Recommendations recommendations,
            RoundRepository rounds,
            Clock clock) {
        this.habits = habits;
        this.recommender = recommender;
        this.recommendations = recommendations;
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        var now = clock.instant();
        var round = rounds.current();
        if (round.isEmpty() || round.get().isOverBy(now.minus(ROUND))) {
            recommender.forget();
            rounds.begin(now);
        } else if (round.get().ended()) {
            return;
        }
        goOnUntil(now.plus(SHIFT));
    }

    private void goOnUntil(Instant end) {
        var more = true;
        while (more && clock.instant().isBefore(end)) {
            more = suggestToSome();
        }
    }

    private boolean suggestToSome() {
        var round = rounds.current().orElseThrow();
        var people = habits.activeSince(clock.instant().minus(ACTIVE), round.reached(), BATCH);
        if (people.isEmpty()) {
            rounds.end();
            LOG.infof("Found suggestions for %d people since %s", round.people(), round.began());
            return false;
        }
        recommendations.keep(recommender.suggest(people), clock.instant());
        rounds.reach(lastOf(people), people.size());
        return true;
    }

    private static AccountId lastOf(List<AccountId> people) {
        return people.get(people.size() - 1);
    }
}
