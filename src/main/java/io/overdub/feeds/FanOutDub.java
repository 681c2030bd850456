package io.overdub.feeds;

import io.overdub.dubs.AudienceChanged;
import io.overdub.dubs.DubPublished;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.StableName;
import io.overdub.kernel.StepwiseSubscriber;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Brings a dub onto the timelines of its author's followers, or off them: some at a time, one dub of an author after the other. */
@Singleton
@StableName("feeds.fan_out_dub")
class FanOutDub implements StepwiseSubscriber<AudienceChanged> {

    private final Timeline timeline;

    FanOutDub(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public String orderedBy(AudienceChanged event) {
        return event.author().toString();
    }

    @Override
    public @Nullable String step(AudienceChanged event, @Nullable String reached) {
        return event instanceof DubPublished
                ? timeline.show(event.dub(), event.author(), reached)
                : timeline.hide(event.dub(), event.author(), reached);
    }
}
