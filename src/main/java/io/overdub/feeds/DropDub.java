package io.overdub.feeds;

import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubDeleted;
import io.overdub.feeds.trends.Kind;
import io.overdub.feeds.trends.Trends;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.List;

/** A dub that is gone trends no more, and was no use of its quote. */
@Singleton
@StableName("feeds.drop_dub")
class DropDub implements Subscriber<DubDeleted> {

    private final Candidates candidates;
    private final Trends trends;

    DropDub(Candidates candidates, Trends trends) {
        this.candidates = candidates;
        this.trends = trends;
    }

    @Override
    public void on(DubDeleted event) {
        var dub = event.dub().value();
        trends.forgetItem(Kind.DUBS, dub);
        candidates
                .usesOf(List.of(event.dub()))
                .forEach(use -> trends.takeBack(
                        Kind.QUOTES, use.quote().value(), use.author().value(), dub));
    }
}
