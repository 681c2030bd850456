package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.feeds.recommendations.Recommendations;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.feeds.trends.Kind;
import io.overdub.feeds.trends.Trends;
import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Their own timeline, and what they are in the counters of trends. Off the timelines of others their dubs go as they are deleted, and the
 * marks of a large author as the follows end.
 */
@Singleton
class FeedData implements PersonalData {

    private static final int BATCH = 500;

    private final ForgetRepository rows;
    private final Timeline timeline;
    private final Recommendations recommendations;
    private final Trends trends;

    FeedData(ForgetRepository rows, Timeline timeline, Recommendations recommendations, Trends trends) {
        this.rows = rows;
        this.timeline = timeline;
        this.recommendations = recommendations;
        this.trends = trends;
    }

    @Override
    public String room() {
        return "feeds";
    }

    @Override
    public int floor() {
        return 6;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.erased("feeds.large_author", "account_id"),
                Holding.erased("feeds.seen", "account_id"),
                Holding.erased("feeds.feedback", "account_id").ownedBy("account_id"),
                Holding.erased("feeds.newcomer", "author_id"),
                Holding.anonymous("feeds.ruling", "subject", "ruled_by"),
                Holding.erased("feeds.suggestion", "account_id", "people").ownedBy("account_id"),
                Holding.impersonal("feeds.suggestion_round"));
    }

    @Override
    public Forgotten forget(Departed person) {
        var id = person.account();
        var some = Forgotten.of("days of seen dubs", () -> rows.seen(id, BATCH))
                .or("words on their feed", () -> rows.feedback(id, BATCH))
                .or("new dubs", () -> rows.newcomers(id, BATCH))
                .or("suggestions", () -> recommendations.forget(new AccountId(id), BATCH))
                .or("rulings", () -> rows.rulings(id, BATCH));
        if (some.state() == Forgotten.State.NOTHING_LEFT) {
            for (var kind : Kind.values()) {
                trends.forgetVoter(kind, id);
            }
            timeline.forget(new AccountId(id));
        }
        return some;
    }
}
