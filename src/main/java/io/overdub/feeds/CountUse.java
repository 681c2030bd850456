package io.overdub.feeds;

import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubVisibilitySet;
import io.overdub.feeds.trends.Kind;
import io.overdub.feeds.trends.Trends;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.List;

/** Goes by how the dub is now, so that the order in which it hears does not matter. */
@Singleton
@StableName("feeds.count_use")
class CountUse implements Subscriber<DubVisibilitySet> {

    private final Candidates candidates;
    private final Polls polls;
    private final Trends trends;

    CountUse(Candidates candidates, Polls polls, Trends trends) {
        this.candidates = candidates;
        this.polls = polls;
        this.trends = trends;
    }

    @Override
    public void on(DubVisibilitySet event) {
        candidates.useOf(event.dub()).ifPresent(use -> {
            if (use.counts()) {
                trends.count(Kind.QUOTES, polls.ofUses(List.of(use)));
            } else {
                trends.takeBack(
                        Kind.QUOTES,
                        use.quote().value(),
                        use.author().value(),
                        use.dub().value());
            }
        });
    }
}
