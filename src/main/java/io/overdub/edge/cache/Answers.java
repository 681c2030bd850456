package io.overdub.edge.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The answers that this process keeps, by address. While it may not know what ended elsewhere ({@link Ends}), it gives out none and every
 * request is answered anew: slower, and right.
 */
@ApplicationScoped
public class Answers {

    /** Who asks with more wants something that nobody else will. */
    private static final int LONGEST_ADDRESS = 500;

    private static final int MOST_TAGS = 10;

    /** What waits for an answer: called once, with it, or with null to make it oneself. */
    public interface Ready {

        void on(@Nullable Answer answer);
    }

    private record Kept(
            Answer answer,
            boolean everyone,
            long freshUntil,
            long staleUntil,
            Ends.Since since,
            AtomicBoolean renewing) {}

    private final Ends ends;
    private final Clock clock;
    private final Cache<String, Kept> kept;
    private final ConcurrentMap<String, Work> works = new ConcurrentHashMap<>();
    private final Counter hits;
    private final Counter stale;
    private final Counter shared;
    private final Counter made;
    private volatile boolean open;

    Answers(Ends ends, CacheConfig config, Clock clock, MeterRegistry meters) {
        this.ends = ends;
        this.clock = clock;
        this.open = config.enabled();
        this.kept = Caffeine.newBuilder()
                .maximumWeight(config.most())
                .weigher((String address, Kept one) ->
                        address.length() + one.answer().weight())
                .build();
        this.hits = counter(meters, "fresh");
        this.stale = counter(meters, "stale");
        this.shared = counter(meters, "shared");
        this.made = counter(meters, "made");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("overdub.cache.answers")
                .description(
                        "answers that may be kept: fresh or stale from memory, shared with one that was just made, or made")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Opens or shuts it, for tests: what is kept is gone then. */
    void open(boolean wanted) {
        open = wanted;
        kept.invalidateAll();
    }

    /**
     * What is kept for the address, if anything; null also for the one who is to make it anew. Memory only, for the event loop.
     *
     * @param signedIn whether the request says who asks
     */
    public @Nullable Answer find(String address, boolean signedIn) {
        if (!open) {
            return null;
        }
        var known = kept.getIfPresent(address);
        if (known == null || signedIn && !known.everyone() || !ends.areKnown()) {
            return null;
        }
        var now = clock.millis();
        if (known.since().hasEnded() || now >= known.staleUntil()) {
            kept.asMap().remove(address, known);
            return null;
        }
        if (now < known.freshUntil()) {
            hits.increment();
            return known.answer();
        }
        if (known.renewing().compareAndSet(false, true)) {
            return null;
        }
        stale.increment();
        return known.answer();
    }

    /**
     * Begins to make an answer, or joins whoever has begun. Null when this one is not kept: make it for this request alone.
     *
     * @param ready for who joined and said {@link Making#await}
     */
    public @Nullable Making make(String address, boolean everyone, Duration life, List<String> tags, Ready ready) {
        if (!open || !ends.areKnown() || address.length() > LONGEST_ADDRESS || tags.size() > MOST_TAGS) {
            return null;
        }
        var fresh = new Work(address, everyone, life, ends.since(tags));
        // Who began before something ended may be making what is wrong by now.
        var work = works.merge(address, fresh, (known, mine) -> known.since.hasEnded() ? mine : known);
        if (work != fresh) {
            return new Making(work, ready);
        }
        var justMade = kept.getIfPresent(address);
        if (justMade != null
                && clock.millis() < justMade.freshUntil()
                && !justMade.since().hasEnded()) {
            fresh.end(justMade.answer(), false);
            return new Making(fresh, ready);
        }
        return new Making(fresh, null);
    }

    /** @see io.overdub.edge.AnswerCache#forget */
    public void forget(String... tags) {
        if (open) {
            ends.tell(List.of(tags));
        }
    }

    /** One answer in the making. */
    private final class Work {

        private final String address;
        private final boolean everyone;
        private final Duration life;
        private final Ends.Since since;
        private final List<Ready> waiting = new ArrayList<>();
        private boolean over;
        private @Nullable Answer answer;

        Work(String address, boolean everyone, Duration life, Ends.Since since) {
            this.address = address;
            this.everyone = everyone;
            this.life = life;
            this.since = since;
        }

        void await(Ready ready) {
            Answer there;
            synchronized (this) {
                if (!over) {
                    waiting.add(ready);
                    return;
                }
                there = answer;
            }
            give(there, ready);
        }

        void end(@Nullable Answer made, boolean isNew) {
            var good = made != null && !since.hasEnded() ? made : null;
            List<Ready> all;
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
                answer = good;
                all = List.copyOf(waiting);
            }
            // Kept first: who comes after the one and before the other would make it again.
            if (good != null && isNew) {
                keep(good);
            }
            works.remove(address, this);
            all.forEach(ready -> give(good, ready));
        }

        private void give(@Nullable Answer there, Ready ready) {
            if (there != null) {
                shared.increment();
            }
            ready.on(there);
        }

        private void keep(Answer good) {
            made.increment();
            var fresh = life.toMillis() + jitter(good);
            var now = clock.millis();
            kept.put(address, new Kept(good, everyone, now + fresh, now + 2 * fresh, since, new AtomicBoolean()));
        }

        /** A tenth less or more, by what is in it. */
        private long jitter(Answer good) {
            var tenth = life.toMillis() / 10;
            return Math.floorMod(good.tag().hashCode(), 2 * tenth + 1) - tenth;
        }
    }

    /** What a request has to do with an answer in the making. */
    public final class Making {

        private final Work work;
        private final @Nullable Ready ready;

        private Making(Work work, @Nullable Ready ready) {
            this.work = work;
            this.ready = ready;
        }

        /** Whether this request makes it; else it may wait. */
        public boolean isMine() {
            return ready == null;
        }

        public void await() {
            if (ready != null) {
                work.await(ready);
            }
        }

        /** It is made: kept, unless something ended meanwhile that it depends on, and given to those who wait. */
        public void finish(Answer answer) {
            work.end(answer, true);
        }

        /** It will not be made; each of those who wait does it alone. Nothing after {@link #finish}. */
        public void giveUp() {
            work.end(null, true);
        }
    }
}
