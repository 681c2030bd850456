package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Like;
import io.overdub.dubs.Use;
import io.overdub.feeds.trends.Kind;
import io.overdub.feeds.trends.Trends;
import io.overdub.feeds.trends.Vote;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps the counters true: fills them from PostgreSQL when Redis has lost them, and takes out the votes of people who are gone. Of
 * 50,000 voters everybody is looked at within a minute; who is banned is looked at each time.
 */
@Singleton
@StableName("feeds.keep_trends")
class KeepTrends implements Job {

    private static final Logger LOG = Logger.getLogger(KeepTrends.class);
    private static final int BATCH = 5_000;
    private static final int LOOKED_AT = 1_000;
    private static final int VOTERS = 10_000;
    private static final Duration STEP = Duration.ofHours(1);

    private final Trends trends;
    private final Polls polls;
    private final Ballots ballots;
    private final Rulings rulings;
    private final Candidates candidates;
    private final Clock clock;

    /** How far each row of voters was looked at; another process that takes over begins anew. */
    private final Map<Kind, Integer> lookedAt = new EnumMap<>(Kind.class);

    /** Who was banned when it was looked last; another process waits for the next count of everything. */
    private Set<UUID> banned = Set.of();

    KeepTrends(Trends trends, Polls polls, Ballots ballots, Rulings rulings, Candidates candidates, Clock clock) {
        this.trends = trends;
        this.polls = polls;
        this.ballots = ballots;
        this.rulings = rulings;
        this.candidates = candidates;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        if (!keep()) {
            LOG.info("Trends wait: Redis does not answer");
        }
    }

    /** False when Redis did not answer; then some of it is still to do. */
    boolean keep() {
        try {
            for (var kind : Kind.values()) {
                keep(kind);
            }
            bringBackTheUnbanned();
            return true;
        } catch (EngineAway e) {
            return false;
        }
    }

    private void bringBackTheUnbanned() {
        var now = Set.copyOf(rulings.bannedAccounts());
        banned.stream()
                .filter(account -> !now.contains(account))
                .forEach(account -> ballots.lookAgainAt(new AccountId(account)));
        banned = now;
    }

    private void keep(Kind kind) {
        if (trends.isComplete(kind).equals(Optional.of(false))) {
            var begun = clock.instant();
            var votes = switch (kind) {
                case DUBS -> recountLikes();
                case QUOTES -> recountUses();
            };
            trends.complete(kind);
            LOG.infof("Counted %d votes of %s anew in %s", votes, kind, Duration.between(begun, clock.instant()));
        }
        rulings.bannedAccounts().forEach(account -> trends.forgetVoter(kind, account));
        sift(kind);
        trends.tidy(kind);
    }

    private long recountLikes() {
        var now = clock.instant();
        var counted = 0L;
        for (var hour = now.minus(Kind.DUBS.memory()); hour.isBefore(now); hour = hour.plus(STEP)) {
            var end = hour.plus(STEP);
            List<Like> likes = candidates.likes(hour, end, null, BATCH);
            while (!likes.isEmpty()) {
                counted += recount(Kind.DUBS, polls.ofLikes(likes));
                likes = candidates.likes(hour, end, likes.get(likes.size() - 1), BATCH);
            }
        }
        return counted;
    }

    private long recountUses() {
        var since = clock.instant().minus(Kind.QUOTES.memory());
        var counted = 0L;
        List<Use> uses = candidates.uses(since, null, BATCH);
        while (!uses.isEmpty()) {
            counted += recount(Kind.QUOTES, polls.ofUses(uses));
            DubId last = uses.get(uses.size() - 1).dub();
            uses = candidates.uses(since, last, BATCH);
        }
        return counted;
    }

    private long recount(Kind kind, List<Vote> votes) {
        trends.recount(kind, votes);
        return votes.size();
    }

    private void sift(Kind kind) {
        var from = lookedAt.getOrDefault(kind, 0);
        var end = from + VOTERS;
        while (from < end) {
            var voters = trends.voters(kind, from, LOOKED_AT);
            if (voters.isEmpty()) {
                lookedAt.put(kind, 0);
                return;
            }
            polls.gone(voters).forEach(voter -> trends.forgetVoter(kind, voter));
            from += voters.size();
        }
        lookedAt.put(kind, from);
    }
}
