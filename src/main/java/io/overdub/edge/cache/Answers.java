package io.overdub.edge.cache;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.Memories;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.SqlPulse;
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
 * request is answered anew: slower, and right. While PostgreSQL is away, what is kept is given out however old it is,
 * unless it ended: there is nothing newer.
 */
@ApplicationScoped
public class Answers {

    /** Who asks with more wants something that nobody else will. */
    private static final int LONGEST_ADDRESS = 500;

    private static final int MOST_TAGS = 10;
    private static final Duration LIFE_OF_A_NO = Duration.ofSeconds(5);

    /** What waits for an answer: called once, with it, or with null to make it oneself. */
    public interface Ready {

        void on(@Nullable Answer answer);
    }

    /**
     * How the answers of a route may be kept.
     *
     * @param route as the metrics name it
     * @param everyone else for those only who are not signed in
     * @param tags of the one answer
     */
    public record Terms(String route, boolean everyone, Duration life, List<String> tags) {}

    private record Kept(
            Answer answer,
            Terms terms,
            Outcomes outcomes,
            Ends.Since since,
            long freshUntil,
            long staleUntil,
            AtomicBoolean renewing) {}

    private final Ends ends;
    private final SharedAnswers others;
    private final SqlPulse database;
    private final Clock clock;
    private final Cache<String, Kept> kept;
    private final ConcurrentMap<String, Work> works = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Outcomes> outcomes = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private volatile boolean open;

    Answers(Ends ends, SharedAnswers others, SqlPulse database, CacheConfig config, Clock clock, MeterRegistry meters) {
        this.ends = ends;
        this.others = others;
        this.database = database;
        this.clock = clock;
        this.open = config.enabled();
        this.kept = Memories.begin()
                .maximumWeight(config.most())
                .weigher((String address, Kept one) ->
                        address.length() + one.answer().weight())
                .build();
        this.meters = meters;
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
        if (known == null || signedIn && !known.terms().everyone() || !ends.areKnown()) {
            return null;
        }
        var now = clock.millis();
        var frozen = database.isAway();
        if (known.since().hasEnded() || now >= known.staleUntil() && !frozen) {
            kept.asMap().remove(address, known);
            return null;
        }
        if (now < known.freshUntil()) {
            known.outcomes().fresh().increment();
            return known.answer();
        }
        if (!frozen && known.renewing().compareAndSet(false, true)) {
            return null;
        }
        known.outcomes().stale().increment();
        return known.answer();
    }

    /**
     * Whether somebody is making what is kept for the address: who comes now waits for it, and holds no thread meanwhile. Memory only.
     *
     * @param signedIn whether the request says who asks
     */
    public boolean isInTheMaking(String address, boolean signedIn) {
        var work = works.get(address);
        return work != null && (!signedIn || work.terms.everyone());
    }

    /**
     * Begins to make an answer, or joins whoever has begun. Null when this one is not kept: make it for this request alone.
     *
     * @param ready for who joined and said {@link Making#await}
     */
    public @Nullable Making make(String address, Terms terms, Ready ready) {
        if (!open
                || !ends.areKnown()
                || address.length() > LONGEST_ADDRESS
                || terms.tags().size() > MOST_TAGS) {
            return null;
        }
        var fresh = new Work(address, terms);
        // Who began before something ended may be making what is wrong by now.
        var work = works.merge(address, fresh, (known, mine) -> known.since.hasEnded() ? mine : known);
        if (work != fresh) {
            return new Making(work, ready);
        }
        var justMade = kept.getIfPresent(address);
        if (justMade != null
                && clock.millis() < justMade.freshUntil()
                && !justMade.since().hasEnded()) {
            fresh.end(justMade.answer());
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
        private final Terms terms;
        private final Outcomes outcomes;
        private final long number = ends.heard();
        private final Ends.Since since;
        private final List<Ready> waiting = new ArrayList<>();
        private boolean over;
        private @Nullable Answer answer;

        Work(String address, Terms terms) {
            this.address = address;
            this.terms = terms;
            this.since = ends.since(terms.tags());
            this.outcomes = Answers.this.outcomes.computeIfAbsent(terms.route(), route -> Outcomes.of(route, meters));
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

        /** Looks whether another process has made it; null when it must be made. */
        void seek(Ready ready) {
            others.find(address, terms.tags())
                    .<@Nullable Answer>thenApply(there -> there == null ? null : take(there))
                    // Whatever went wrong, the request is not left waiting.
                    .exceptionally(failure -> null)
                    .thenAccept(ready::on);
        }

        private Answer take(SharedAnswers.Found there) {
            outcomes.found().increment();
            // Clocks differ.
            keep(there.answer(), Math.min(there.freshUntil(), clock.millis() + life()));
            end(there.answer());
            return there.answer();
        }

        void finish(Answer answer) {
            if (isOver()) {
                return;
            }
            outcomes.made().increment();
            var freshUntil = clock.millis() + life() + jitter(answer);
            // Kept first: who comes after the one and before the other would make it again.
            if (keep(answer, freshUntil)) {
                others.keep(address, new SharedAnswers.Found(answer, number, freshUntil));
            }
            end(answer);
        }

        void refuse(Refusal refusal) {
            if (!isOver()) {
                var no = Answer.no(refusal);
                keep(no, clock.millis() + Math.min(life(), LIFE_OF_A_NO.toMillis()));
                end(no);
            }
        }

        private long life() {
            return terms.life().toMillis();
        }

        private synchronized boolean isOver() {
            return over;
        }

        void end(@Nullable Answer there) {
            var good = there != null && !since.hasEnded() ? there : null;
            List<Ready> all;
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
                answer = good;
                all = List.copyOf(waiting);
            }
            works.remove(address, this);
            all.forEach(ready -> give(good, ready));
        }

        private void give(@Nullable Answer there, Ready ready) {
            if (there != null) {
                outcomes.shared().increment();
            }
            ready.on(there);
        }

        /** Unless something has ended that it depends on. */
        private boolean keep(Answer there, long freshUntil) {
            if (since.hasEnded()) {
                return false;
            }
            var staleUntil = there.refusal() == null ? freshUntil + life() : freshUntil;
            kept.put(address, new Kept(there, terms, outcomes, since, freshUntil, staleUntil, new AtomicBoolean()));
            return true;
        }

        /** A tenth less or more, by what is in it. */
        private long jitter(Answer good) {
            var tenth = life() / 10;
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

        /** Whether another process may have made it; then {@link #seek} before one makes it oneself. */
        public boolean isWorthSeeking() {
            return others.areThere();
        }

        /** @param found called once, soon, on any thread: with the answer, or with null to make it */
        public void seek(Ready found) {
            work.seek(found);
        }

        /** It is made: kept, unless something ended meanwhile that it depends on, and given to those who wait. */
        public void finish(Answer answer) {
            work.finish(answer);
        }

        /** There is none, which is an answer too, if one that is kept less long. */
        public void refuse(Refusal refusal) {
            work.refuse(refusal);
        }

        /** It will not be made; each of those who wait does it alone. Nothing after {@link #finish}. */
        public void giveUp() {
            work.end(null);
        }
    }
}
