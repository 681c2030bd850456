package io.overdub.feeds;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.feeds.trends.Kind;
import io.overdub.feeds.trends.Trends;
import io.overdub.kernel.Memories;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tops of the counters as they were within the last three seconds: they are the same for everybody. */
@ApplicationScoped
class TrendBoard {

    private static final int MOST = 500;
    private static final Duration MEMORY = Duration.ofSeconds(3);

    private final Trends trends;
    private final Cache<Kind, Map<UUID, Double>> known;

    TrendBoard(Trends trends, Clock clock) {
        this.trends = trends;
        this.known = Memories.agingBy(clock).expireAfterWrite(MEMORY).build();
    }

    /** How many have taken to each of the first 500 items; empty when nobody knows just now. */
    Optional<Map<UUID, Double>> top(Kind kind) {
        var remembered = known.getIfPresent(kind);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        var top = trends.top(kind, MOST);
        top.ifPresent(found -> known.put(kind, found));
        return top;
    }
}
