package io.overdub.feeds;

import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubVisibilitySet;
import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.util.List;

/** Goes by how the dub is now, so that the order in which it hears does not matter. */
@Singleton
@StableName("feeds.introduce_dub")
class IntroduceDub implements BulkSubscriber<DubVisibilitySet> {

    private final Candidates candidates;
    private final Newcomers newcomers;

    IntroduceDub(Candidates candidates, Newcomers newcomers) {
        this.candidates = candidates;
        this.newcomers = newcomers;
    }

    @Override
    public void onAll(List<DubVisibilitySet> events) {
        newcomers.introduce(candidates.usesOf(
                events.stream().map(DubVisibilitySet::dub).distinct().toList()));
    }
}
