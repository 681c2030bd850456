package io.overdub.feeds;

import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubVisibilitySet;
import io.overdub.feeds.trends.Kind;
import io.overdub.feeds.trends.Trends;
import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.util.List;

/** Goes by how the dub is now, so that the order in which it hears does not matter. */
@Singleton
@StableName("feeds.count_use")
class CountUse implements BulkSubscriber<DubVisibilitySet> {

    private final Candidates candidates;
    private final Polls polls;
    private final Trends trends;
    private final Withdrawal withdrawal;

    CountUse(Candidates candidates, Polls polls, Trends trends, Withdrawal withdrawal) {
        this.candidates = candidates;
        this.polls = polls;
        this.trends = trends;
        this.withdrawal = withdrawal;
    }

    @Override
    public void onAll(List<DubVisibilitySet> events) {
        var uses = candidates.usesOf(
                events.stream().map(DubVisibilitySet::dub).distinct().toList());
        trends.count(Kind.QUOTES, polls.ofUses(uses));
        uses.stream().filter(use -> !use.counts()).forEach(withdrawal::of);
    }
}
