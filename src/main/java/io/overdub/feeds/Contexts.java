package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.edge.ItemContext;
import io.overdub.edge.ItemContexts;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What goes with a line that is shown now, so that phones can say later where that was. */
@Singleton
class Contexts {

    private final ItemContexts contexts;
    private final Clock clock;

    Contexts(ItemContexts contexts, Clock clock) {
        this.contexts = contexts;
        this.clock = clock;
    }

    String seal(AccountId viewer, String feed, Line line) {
        var ranker = line.ranker();
        return contexts.seal(
                viewer.value(),
                new ItemContext(
                        feed,
                        line.id(),
                        ranker == null ? null : ranker.name(),
                        ranker == null ? 0 : ranker.version(),
                        line.place(),
                        clock.instant()));
    }
}
