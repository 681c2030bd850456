package io.overdub.feeds;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.accounts.AccountId;
import io.overdub.feeds.FeedPage.Order;
import io.overdub.feeds.RankedFeed.Choice;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Memories;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Stretch;
import io.overdub.ranking.Formulas;
import io.overdub.ranking.Ranker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranked feeds. The first page fixes the order of the whole feed, and the others read on in it, so that nothing comes twice and
 * nothing is skipped, however scores change meanwhile. Who may see what is decided anew on each page.
 *
 * <p>Cursors mark a session and how far in it: an id whose version is 0. Where ranking is not possible (no formula, no Redis), the newest
 * come instead, and cursors mark the last of them: an id of version 7.
 */
@ApplicationScoped
class Scrolling {

    private static final long VERSION = 0xF000L;

    /** So old may the order be that a first page begins. */
    private static final Duration MEMORY = Duration.ofSeconds(3);

    /** In items, some 10 MB. */
    private static final int MOST_REMEMBERED = 100_000;

    private final Formulas formulas;
    private final FeedSessions sessions;
    private final Pages pages;
    private final Ids ids;
    private final Cache<String, Begun> begun;

    Scrolling(Formulas formulas, FeedSessions sessions, Pages pages, Ids ids, Clock clock) {
        this.formulas = formulas;
        this.sessions = sessions;
        this.pages = pages;
        this.ids = ids;
        this.begun = Memories.agingBy(clock)
                .expireAfterWrite(MEMORY)
                .maximumWeight(MOST_REMEMBERED)
                .weigher((String key, Begun some) -> 1 + some.all().size())
                .build();
    }

    /**
     * An order as it was fixed.
     *
     * @param formula that was live then, whoever ranked in the end
     */
    private record Begun(long session, RankerVersion formula, RankerVersion ranker, List<Choice> all) {

        List<Line> lines(int from, int limit) {
            var end = Math.min(from + limit, all.size());
            return Scrolling.lines(all.subList(Math.min(from, end), end), ranker, from);
        }
    }

    /** What a request gets to see of a feed. */
    record Part<T>(List<T> items, @Nullable String next, Order order) {}

    <T> Part<T> read(AccountId viewer, RankedFeed<T> feed, @Nullable String cursor, int limit) {
        var reading = new Reading(viewer, feed);
        var page = pages.fill("feeds/" + feed.name() + "/" + viewer, cursor, limit, reading, feed::items);
        return new Part<>(page.items(), page.next(), reading.order);
    }

    /** The next first page of somebody's own feed is made anew, on this process; others may know the order for three seconds more. */
    void forget(AccountId viewer, String feed) {
        begun.invalidate(keyOf(feed, viewer.toString()));
    }

    private static String keyOf(String feed, String owner) {
        return feed + "/" + owner;
    }

    /** One request; it may need several stretches. */
    private final class Reading implements Pages.Source<Line> {

        private final String owner;
        private final RankedFeed<?> feed;
        private Order order = Order.RANKED;

        /** What this request itself has ranked, maybe nothing: it need not ask Redis for that. */
        private @Nullable Begun ranked;

        /** How many of the newest this request has found before. */
        private int found;

        Reading(AccountId viewer, RankedFeed<?> feed) {
            this.owner = feed.sharedBy() == null ? viewer.toString() : feed.sharedBy();
            this.feed = feed;
        }

        @Override
        public Stretch<Line> read(@Nullable UUID before, int limit) {
            if (before == null) {
                return formulas.live(feed.formula())
                        .flatMap(ranker -> begin(ranker, limit))
                        .orElseGet(() -> newest(null, limit));
            }
            return before.version() == 0 ? goOn(before, limit) : newest(before, limit);
        }

        private Optional<Stretch<Line>> begin(Ranker ranker, int limit) {
            return remembered(ranker, limit).map(begun -> {
                ranked = begun;
                return goOn(new UUID(begun.session(), 0), limit);
            });
        }

        /** Those who begin within the same seconds get the same order, which was made once: also who begins again. */
        private Optional<Begun> remembered(Ranker ranker, int limit) {
            var key = keyOf(feed.name(), owner);
            var known = begun.getIfPresent(key);
            if (known != null && known.formula().equals(RankerVersion.of(ranker))) {
                return Optional.of(known);
            }
            return rank(ranker, limit, key);
        }

        /** Empty when it could not be kept, and one page is not all; then it is not remembered either, for nobody could read on. */
        private Optional<Begun> rank(Ranker ranker, int limit, String key) {
            var session = ids.next().getLeastSignificantBits() & ~VERSION;
            var formula = RankerVersion.of(ranker);
            var onePage = feed.sharedBy() == null ? limit : 0;
            return feed.ranked(ranker, session).flatMap(all -> {
                var fresh = new Begun(session, formula, all.by(), all.choices());
                if (sessions.keep(owner, session, all.by(), all.choices())) {
                    begun.put(key, fresh);
                    return Optional.of(fresh);
                }
                return all.choices().size() <= onePage ? Optional.of(fresh) : Optional.<Begun>empty();
            });
        }

        private Stretch<Line> goOn(UUID position, int limit) {
            var session = position.getMostSignificantBits();
            var from = (int) position.getLeastSignificantBits();
            var part = ranked == null
                    ? sessions.read(owner, session, from, limit)
                    : new FeedSessions.Part(
                            ranked.lines(from, limit), ranked.all().size());
            var end = from + part.lines().size();
            return new Stretch<>(
                    part.lines(), new UUID(session, end), part.lines().isEmpty() || end >= part.all());
        }

        private Stretch<Line> newest(@Nullable UUID before, int limit) {
            order = Order.NEWEST;
            var some = feed.newest(before, limit);
            var lines = lines(some.rows(), null, found);
            found += lines.size();
            return new Stretch<>(lines, some.end(), some.last());
        }
    }

    private static List<Line> lines(List<Choice> choices, @Nullable RankerVersion ranker, int from) {
        var lines = new ArrayList<Line>(choices.size());
        for (var choice : choices) {
            lines.add(new Line(choice.id(), choice.reason(), ranker, from + lines.size()));
        }
        return lines;
    }
}
