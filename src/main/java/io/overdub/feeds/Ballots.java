package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.Candidates;
import io.overdub.feeds.trends.Kind;
import io.overdub.feeds.trends.Trends;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** All the votes of one person, who may have ceased to be one of those that count, or be one again. */
@ApplicationScoped
class Ballots {

    /** Of each kind, the newest; who has more is not missed. */
    private static final int MOST = 2_000;

    private final Accounts accounts;
    private final Candidates candidates;
    private final Polls polls;
    private final Trends trends;
    private final Clock clock;

    Ballots(Accounts accounts, Candidates candidates, Polls polls, Trends trends, Clock clock) {
        this.accounts = accounts;
        this.candidates = candidates;
        this.polls = polls;
        this.trends = trends;
        this.clock = clock;
    }

    /**
     * May be repeated. What polls know of a person may be 2 s old: so it is asked anew whether they are there; and somebody whose votes come
     * back too early finds them counted with the next count of everything.
     */
    void lookAgainAt(AccountId person) {
        if (accounts.current(List.of(person)).isEmpty()) {
            for (var kind : Kind.values()) {
                trends.forgetVoter(kind, person.value());
            }
            return;
        }
        var now = clock.instant();
        trends.recount(Kind.DUBS, polls.ofLikes(candidates.likesBy(person, now.minus(Kind.DUBS.memory()), MOST)));
        trends.recount(Kind.QUOTES, polls.ofUses(candidates.usesBy(person, now.minus(Kind.QUOTES.memory()), MOST)));
    }
}
