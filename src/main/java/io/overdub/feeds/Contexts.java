package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Dub;
import io.overdub.edge.ItemContext;
import io.overdub.edge.ItemContexts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What goes with a line that is shown now, so that phones can say later where that was. */
@Singleton
class Contexts {

    private final ItemContexts contexts;
    private final Clock clock;

    Contexts(ItemContexts contexts, Clock clock) {
        this.contexts = contexts;
        this.clock = clock;
    }

    /** Of a dub. */
    String seal(AccountId viewer, String feed, Line line, Dub dub) {
        return seal(viewer, feed, line, dub.author().id().value(), dub.durationMs());
    }

    /** Of a quote. */
    String seal(AccountId viewer, String feed, Line line) {
        return seal(viewer, feed, line, null, 0);
    }

    private String seal(AccountId viewer, String feed, Line line, @Nullable UUID author, long lengthMs) {
        var ranker = line.ranker();
        return contexts.seal(
                viewer.value(),
                new ItemContext(
                        feed,
                        line.id(),
                        author,
                        lengthMs,
                        ranker == null ? null : ranker.name(),
                        ranker == null ? 0 : ranker.version(),
                        line.place(),
                        clock.instant()));
    }
}
