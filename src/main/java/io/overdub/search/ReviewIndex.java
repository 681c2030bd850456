package io.overdub.search;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import io.overdub.search.index.Kind;
import io.overdub.search.index.SearchIndex;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares some of the truth with the index and some of the index with the truth, other ones each time, and mends what differs: that is
 * how counts get there, and whatever went past. A process that takes over begins anew.
 */
@Singleton
@StableName("search.review_index")
class ReviewIndex implements Job {

    private static final Logger LOG = Logger.getLogger(ReviewIndex.class);
    private static final int AT_ONCE = 100;

    private final Walk walk;
    private final Cards cards;
    private final Clerk clerk;
    private final SearchIndex index;
    private final Counter drifted;
    private final Counter recounted;
    private final Map<Kind, String> truthUpTo = new EnumMap<>(Kind.class);
    private final Map<Kind, String> indexUpTo = new EnumMap<>(Kind.class);

    ReviewIndex(Walk walk, Cards cards, Clerk clerk, SearchIndex index, MeterRegistry meters) {
        this.walk = walk;
        this.cards = cards;
        this.clerk = clerk;
        this.index = index;
        this.drifted = Counter.builder("overdub.search.documents.drifted")
                .description("documents that differed from what they are made of, were missing or left over")
                .register(meters);
        this.recounted = Counter.builder("overdub.search.documents.recounted")
                .description("documents whose popularity had moved")
                .register(meters);
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        try {
            for (var kind : Kind.values()) {
                bring(kind);
                takeAway(kind);
            }
            index.sweep();
        } catch (EngineAway e) {
            LOG.infof("The review of the index waits: %s", e.getMessage());
        }
    }

    private void bring(Kind kind) {
        var leg = walk.next(kind, truthUpTo.get(kind), AT_ONCE);
        remember(truthUpTo, kind, leg.end());
        mend(kind, leg.keys());
    }

    private void takeAway(Kind kind) {
        var keys = index.keys(kind, indexUpTo.get(kind), AT_ONCE);
        remember(indexUpTo, kind, keys.size() < AT_ONCE ? null : keys.get(keys.size() - 1));
        mend(kind, keys);
    }

    private static void remember(Map<Kind, String> upTo, Kind kind, @Nullable String end) {
        if (end == null) {
            upTo.remove(kind);
        } else {
            upTo.put(kind, end);
        }
    }

    private void mend(Kind kind, Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        var documents = cards.of(kind, keys);
        var known = index.look(kind, keys);
        List<String> wrong = keys.stream()
                .filter(key -> {
                    var document = documents.get(key);
                    var stored = known.get(key);
                    return document == null ? stored != null : stored == null || !stored.says(document);
                })
                .toList();
        List<String> stale = keys.stream()
                .filter(key -> {
                    var document = documents.get(key);
                    var stored = known.get(key);
                    return document != null
                            && stored != null
                            && stored.says(document)
                            && !stored.isAsPopularAs(document);
                })
                .toList();
        drifted.increment(wrong.size());
        recounted.increment(stale.size());
        clerk.update(kind, wrong);
        clerk.update(kind, stale);
    }
}
