package io.overdub.feeds;

import io.overdub.dubs.Like;
import io.overdub.dubs.LikeSet;
import io.overdub.feeds.trends.Kind;
import io.overdub.feeds.trends.Trends;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
@StableName("feeds.count_like")
class CountLike implements Subscriber<LikeSet> {

    private final Polls polls;
    private final Trends trends;

    CountLike(Polls polls, Trends trends) {
        this.polls = polls;
        this.trends = trends;
    }

    @Override
    public void on(LikeSet event) {
        if (event.liked()) {
            var like = new Like(event.dub(), event.account(), event.at());
            trends.count(Kind.DUBS, polls.ofLikes(List.of(like)));
        } else {
            var dub = event.dub().value();
            trends.takeBack(Kind.DUBS, dub, event.account().value(), dub);
        }
    }

    @Override
    public String orderedBy(LikeSet event) {
        return event.dub() + "/" + event.account();
    }
}
