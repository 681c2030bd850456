package io.overdub.feeds;

import io.overdub.connections.Followed;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Whoever follows somebody new finds that person's older dubs at home too. */
@Singleton
@StableName("feeds.rebuild_timeline")
class RebuildTimeline implements Subscriber<Followed> {

    private final Timeline timeline;

    RebuildTimeline(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public void on(Followed event) {
        timeline.forget(event.follower());
    }
}
