package io.overdub.feeds.timeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Stretch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Two engines: one answers, and the other, its shadow, hears all that the first one hears. Some first pages are asked of both, after the
 * reader has theirs, and the differences counted: {@code overdub_feeds_shadow_pages_total} by outcome and
 * {@code overdub_feeds_shadow_dubs_total} for dubs that only one has. What the shadow does not take it has missed; that is counted, and
 * filling it again mends it. It never holds up or changes an answer.
 */
class ShadowedTimeline implements Timeline {

    private static final Logger LOG = Logger.getLogger(ShadowedTimeline.class);

    private final Timeline timeline;
    private final Timeline shadow;
    private final int every;
    private final Executor later;
    private final MeterRegistry meters;
    private final AtomicLong pages = new AtomicLong();

    /** @param every of so many first pages one is compared */
    ShadowedTimeline(Timeline timeline, Timeline shadow, int every, Executor later, MeterRegistry meters) {
        this.timeline = timeline;
        this.shadow = shadow;
        this.every = every;
        this.later = later;
        this.meters = meters;
    }

    @Override
    public Stretch<DubId> newest(AccountId reader, @Nullable UUID before, int limit) {
        var answer = timeline.newest(reader, before, limit);
        if (before == null && pages.getAndIncrement() % every == 0) {
            later.execute(() ->
                    compare(answer.rows(), shadow.newest(reader, null, limit).rows()));
        }
        return answer;
    }

    @Override
    public Optional<RankedByEngine> ranked(AccountId reader, int limit) {
        return timeline.ranked(reader, limit);
    }

    @Override
    public boolean weighs() {
        return timeline.weighs() || shadow.weighs();
    }

    @Override
    public void weigh(Map<DubId, Long> popularity) {
        timeline.weigh(popularity);
        tell(() -> shadow.weigh(popularity));
    }

    @Override
    public @Nullable String show(DubId dub, AccountId author, @Nullable String reached) {
        var next = timeline.show(dub, author, reached);
        if (next == null) {
            tell(() -> toTheEnd(last -> shadow.show(dub, author, last)));
        }
        return next;
    }

    @Override
    public @Nullable String hide(DubId dub, AccountId author, @Nullable String reached) {
        var next = timeline.hide(dub, author, reached);
        if (next == null) {
            tell(() -> toTheEnd(last -> shadow.hide(dub, author, last)));
        }
        return next;
    }

    @Override
    public void follow(AccountId reader, AccountId author) {
        timeline.follow(reader, author);
        tell(() -> shadow.follow(reader, author));
    }

    @Override
    public void unfollow(AccountId reader, AccountId author) {
        timeline.unfollow(reader, author);
        tell(() -> shadow.unfollow(reader, author));
    }

    @Override
    public boolean needsFilling() {
        return timeline.needsFilling() || shadow.needsFilling();
    }

    /** Whoever fills wants the shadow filled, so what fails is told. */
    @Override
    public void fillDubs(AccountId author) {
        timeline.fillDubs(author);
        shadow.fillDubs(author);
    }

    @Override
    public void forget(AccountId person) {
        timeline.forget(person);
        shadow.forget(person);
    }

    @Override
    public void fillFollows(AccountId reader) {
        timeline.fillFollows(reader);
        shadow.fillFollows(reader);
    }

    private void compare(List<DubId> answered, List<DubId> shadowed) {
        var missing = answered.stream().filter(dub -> !shadowed.contains(dub)).count();
        var extra = shadowed.stream().filter(dub -> !answered.contains(dub)).count();
        var same = answered.equals(shadowed);
        pages(same ? "same" : missing + extra == 0 ? "other_order" : "different")
                .increment();
        dubs("missing").increment(missing);
        dubs("extra").increment(extra);
        if (!same) {
            LOG.debugf("The shadow's page lacks %d dubs of %d and has %d others", missing, answered.size(), extra);
        }
    }

    private void tell(Runnable news) {
        try {
            news.run();
        } catch (EngineAway | StreamRefused e) {
            LOG.debugf("The shadow missed something: %s", e.getMessage());
            Counter.builder("overdub.feeds.shadow.missed")
                    .description("what the shadow of the timelines did not take")
                    .register(meters)
                    .increment();
        }
    }

    private static void toTheEnd(Step step) {
        var reached = step.go(null);
        while (reached != null) {
            reached = step.go(reached);
        }
    }

    private Counter pages(String outcome) {
        return Counter.builder("overdub.feeds.shadow.pages")
                .description("first pages of timelines that were compared with the shadow's")
                .tag("outcome", outcome)
                .register(meters);
    }

    private Counter dubs(String kind) {
        return Counter.builder("overdub.feeds.shadow.dubs")
                .description("dubs on one of two compared pages only: missing in the shadow, or extra there")
                .tag("kind", kind)
                .register(meters);
    }

    private interface Step {
        @Nullable String go(@Nullable String reached);
    }
}
