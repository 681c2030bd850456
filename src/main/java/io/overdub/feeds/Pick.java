package io.overdub.feeds;

import io.overdub.dubs.Candidate;
import io.overdub.feeds.RankedFeed.Choice;
import java.util.List;

/** A candidate and what its score was made of. */
record Pick(Candidate dub, Reason reason, double score) {

    static List<Choice> choices(List<Pick> ranked) {
        return ranked.stream()
                .map(pick -> new Choice(pick.dub().id().value(), pick.reason()))
                .toList();
    }
}
