package io.overdub.feeds;

import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubDeleted;
import io.overdub.feeds.trends.Kind;
import io.overdub.feeds.trends.Trends;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.List;

/** A dub that is gone trends no more, is nothing new, and was no use of its quote. */
@Singleton
@StableName("feeds.drop_dub")
class DropDub implements Subscriber<DubDeleted> {

    private final Candidates candidates;
    private final Trends trends;
    private final Withdrawal withdrawal;
    private final Newcomers newcomers;

    DropDub(Candidates candidates, Trends trends, Withdrawal withdrawal, Newcomers newcomers) {
        this.candidates = candidates;
        this.trends = trends;
        this.withdrawal = withdrawal;
        this.newcomers = newcomers;
    }

    @Override
    public void on(DubDeleted event) {
        newcomers.withdraw(List.of(event.dub()));
        trends.forgetItem(Kind.DUBS, event.dub().value());
        candidates.usesOf(List.of(event.dub())).forEach(withdrawal::of);
    }
}
