package io.overdub.feeds;

import io.overdub.connections.Connections;
import io.overdub.connections.FollowChanged;
import io.overdub.connections.Standing;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Whoever follows somebody new finds that person's older dubs at home too, and whoever stops loses them. Goes by how they stand now: of two
 * changes that came together the older may be heard last. Whatever changes after it looked is heard after this.
 */
@Singleton
@StableName("feeds.adjust_timeline")
class AdjustTimeline implements Subscriber<FollowChanged> {

    private final Timeline timeline;
    private final Connections connections;

    AdjustTimeline(Timeline timeline, Connections connections) {
        this.timeline = timeline;
        this.connections = connections;
    }

    @Override
    public String orderedBy(FollowChanged event) {
        return event.follower() + ":" + event.followee();
    }

    @Override
    public void on(FollowChanged event) {
        var standing = connections
                .standings(event.follower(), List.of(event.followee()))
                .getOrDefault(event.followee(), Standing.STRANGER);
        if (standing.following()) {
            timeline.follow(event.follower(), event.followee());
        } else {
            timeline.unfollow(event.follower(), event.followee());
        }
    }
}
