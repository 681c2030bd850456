package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.StableName;
import io.overdub.kernel.StepwiseSubscriber;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies what everybody has made and then whom everybody follows into an engine that was not there, while people go on: what happens
 * meanwhile reaches the engine as always. A few accounts at a time, from where it was when it was interrupted; one run after the other.
 */
@Singleton
@StableName("feeds.fill_timelines")
class FillTimelines implements StepwiseSubscriber<FillAsked> {

    private static final Logger LOG = Logger.getLogger(FillTimelines.class);
    private static final int ACCOUNTS = 10;
    private static final String DUBS = "dubs:";
    private static final String FOLLOWS = "follows:";

    private final Accounts accounts;
    private final Timeline timeline;

    FillTimelines(Accounts accounts, Timeline timeline) {
        this.accounts = accounts;
        this.timeline = timeline;
    }

    @Override
    public String orderedBy(FillAsked event) {
        return "all";
    }

    @Override
    public @Nullable String step(FillAsked event, @Nullable String reached) {
        if (!timeline.needsFilling()) {
            LOG.infof("Timelines make themselves: nothing to do of what was asked for at %s", event.at());
            return null;
        }
        if (reached == null || reached.startsWith(DUBS)) {
            var next = some(reached == null ? "" : reached.substring(DUBS.length()), timeline::fillDubs);
            return next == null ? FOLLOWS : DUBS + next;
        }
        var next = some(reached.substring(FOLLOWS.length()), timeline::fillFollows);
        if (next == null) {
            LOG.infof("Timelines are filled, as was asked for at %s", event.at());
        }
        return next == null ? null : FOLLOWS + next;
    }

    private @Nullable String some(String after, Consumer<AccountId> fill) {
        var some = accounts.all(after.isEmpty() ? null : UUID.fromString(after), ACCOUNTS);
        some.rows().forEach(fill);
        return some.last() || some.end() == null ? null : some.end().toString();
    }
}
