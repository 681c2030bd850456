package io.overdub.feeds;

import io.overdub.dubs.Candidates;
import io.overdub.dubs.Use;
import io.overdub.feeds.trends.Kind;
import io.overdub.feeds.trends.Trends;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A dub that nobody sees any more was no use of its quote. Whoever made another one of that quote goes on counting, by that. */
@ApplicationScoped
class Withdrawal {

    private final Candidates candidates;
    private final Polls polls;
    private final Trends trends;

    Withdrawal(Candidates candidates, Polls polls, Trends trends) {
        this.candidates = candidates;
        this.polls = polls;
        this.trends = trends;
    }

    void of(Use use) {
        takeBack(use);
        candidates.newestUse(use.quote(), use.author()).ifPresent(this::countUnlessGone);
    }

    /** It may have gone while it was counted, and whoever heard of that found nothing to take back. */
    private void countUnlessGone(Use other) {
        trends.count(Kind.QUOTES, polls.ofUses(List.of(other)));
        candidates.usesOf(List.of(other.dub())).stream()
                .filter(use -> !use.counts())
                .forEach(this::takeBack);
    }

    private void takeBack(Use use) {
        trends.takeBack(
                Kind.QUOTES,
                use.quote().value(),
                use.author().value(),
                use.dub().value());
    }
}
