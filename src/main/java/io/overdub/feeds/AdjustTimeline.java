package io.overdub.feeds;

import io.overdub.connections.FollowChanged;
import io.overdub.connections.Followed;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Whoever follows somebody new finds that person's older dubs at home too, and whoever stops loses them. */
@Singleton
@StableName("feeds.adjust_timeline")
class AdjustTimeline implements Subscriber<FollowChanged> {

    private final Timeline timeline;

    AdjustTimeline(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public String orderedBy(FollowChanged event) {
        return event.follower() + ":" + event.followee();
    }

    @Override
    public void on(FollowChanged event) {
        if (event instanceof Followed) {
            timeline.follow(event.follower(), event.followee());
        } else {
            timeline.unfollow(event.follower(), event.followee());
        }
    }
}
