package io.overdub.feeds;

import io.overdub.connections.Connections;
import io.overdub.dubs.DubPublished;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

@Singleton
@StableName("feeds.fan_out_dub")
class FanOutDub implements Subscriber<DubPublished> {

    private static final int BATCH = 500;

    private final Connections connections;
    private final Timeline timeline;

    FanOutDub(Connections connections, Timeline timeline) {
        this.connections = connections;
        this.timeline = timeline;
    }

    @Override
    public void on(DubPublished event) {
        connections.eachFollowerOf(event.author(), BATCH, readers -> timeline.add(event.dub(), readers));
    }
}
