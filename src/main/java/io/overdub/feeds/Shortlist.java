package io.overdub.feeds;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.overdub.accounts.AccountId;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.dubs.Candidate;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import io.overdub.dubs.Taste;
import io.overdub.feeds.recommendations.Recommendations;
import io.overdub.feeds.recommendations.Suggestions;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.quotes.QuoteId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The dubs that may come into somebody's for-you feed: what the people they follow made of late, new dubs of quotes that they dubbed or
 * liked a dub of, and of quotes that were suggested to them, and what many like or what is new, whoever looks. At most 1,200, in a fixed number of queries. Their own dubs, and those
 * of people behind a block or a mute, are not among them; the latter are rules and no taste, so that holds without personalisation too.
 */
@ApplicationScoped
class Shortlist {

    private static final int OF_FOLLOWEES = 200;
    private static final int FOLLOWEES = 2_000;
    private static final int QUOTES = 20;
    private static final int OF_EACH_QUOTE = 10;
    private static final int SUGGESTED = 10;
    private static final int WINDOW = 2_000;
    private static final int MOST_LIKED = 200;
    private static final int NEWEST = 500;

    /** It is the same for everybody, and nobody misses a like that is seconds old. */
    private static final Duration MEMORY = Duration.ofSeconds(3);

    private static final String EVERYBODY = "everybody";

    record Entry(Candidate dub, Reason reason) {}

    /**
     * @param asks whose signals may be used; nobody's without personalisation
     * @param taste empty without personalisation
     */
    record Choice(
            List<Entry> entries,
            Map<AccountId, Standing> standings,
            Taste taste,
            @Nullable AccountId asks) {

        boolean personalised() {
            return asks != null;
        }

        boolean follows(AccountId author) {
            return standings.getOrDefault(author, Standing.STRANGER).following();
        }

        Choice without(Predicate<DubId> known) {
            var fresh = entries.stream()
                    .filter(entry -> !known.test(entry.dub().id()))
                    .toList();
            return new Choice(fresh, standings, taste, asks);
        }
    }

    private final Candidates candidates;
    private final Dubs dubs;
    private final Timeline timeline;
    private final Connections connections;
    private final Recommendations recommendations;
    private final Cache<String, List<Candidate>> popular;

    Shortlist(
            Candidates candidates,
            Dubs dubs,
            Timeline timeline,
            Connections connections,
            Recommendations recommendations,
            Clock clock) {
        this.candidates = candidates;
        this.dubs = dubs;
        this.timeline = timeline;
        this.connections = connections;
        this.recommendations = recommendations;
        this.popular = Caffeine.newBuilder()
                .expireAfterWrite(MEMORY)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
    }

    Choice of(AccountId viewer) {
        return personal(viewer, timeline.newest(viewer, null, OF_FOLLOWEES).rows());
    }

    /** The same for an onlooker: nothing is built for the viewer, who may never have read a feed. */
    Choice unnoticedBy(AccountId viewer) {
        return personal(viewer, dubs.newestBy(connections.followedBy(viewer, FOLLOWEES), null, OF_FOLLOWEES));
    }

    /** Nothing that the viewer has done decides what is in it. */
    Choice withoutTaste(AccountId viewer) {
        return choice(viewer, ofOthers(viewer, mostLikedAndNewest()), Taste.NONE, false);
    }

    /** These, whoever looks. */
    static Choice among(List<Candidate> found, Reason reason) {
        return new Choice(found.stream().map(dub -> new Entry(dub, reason)).toList(), Map.of(), Taste.NONE, null);
    }

    private Choice personal(AccountId viewer, List<DubId> following) {
        var taste = candidates.tasteOf(viewer, QUOTES);
        var entries = new LinkedHashMap<DubId, Entry>();
        put(entries, candidates.withIds(following), Reason.FOLLOWING);
        put(entries, candidates.newestOf(taste.quotes(), OF_EACH_QUOTE), Reason.YOUR_QUOTES);
        put(entries, candidates.newestOf(suggestedTo(viewer), OF_EACH_QUOTE), Reason.SIMILAR_QUOTES);
        mostLikedAndNewest().forEach(entries::putIfAbsent);
        return choice(viewer, ofOthers(viewer, entries), taste, true);
    }

    private static Map<DubId, Entry> ofOthers(AccountId viewer, Map<DubId, Entry> entries) {
        entries.values().removeIf(entry -> entry.dub().author().equals(viewer));
        return entries;
    }

    private List<QuoteId> suggestedTo(AccountId viewer) {
        var quotes = recommendations.of(viewer).orElse(Suggestions.NONE).quotes();
        return quotes.subList(0, Math.min(SUGGESTED, quotes.size()));
    }

    private Choice choice(AccountId viewer, Map<DubId, Entry> entries, Taste taste, boolean personalised) {
        var authors =
                entries.values().stream().map(entry -> entry.dub().author()).toList();
        var standings = connections.standings(viewer, authors);
        var shown = entries.values().stream()
                .filter(entry -> isWanted(standings.getOrDefault(entry.dub().author(), Standing.STRANGER)))
                .toList();
        return new Choice(shown, standings, taste, personalised ? viewer : null);
    }

    private static boolean isWanted(Standing author) {
        return !author.blocked() && !author.muted();
    }

    private Map<DubId, Entry> mostLikedAndNewest() {
        var entries = new LinkedHashMap<DubId, Entry>();
        put(entries, popular.get(EVERYBODY, all -> candidates.popular(WINDOW, MOST_LIKED, NEWEST)), Reason.POPULAR);
        return entries;
    }

    private static void put(Map<DubId, Entry> entries, List<Candidate> found, Reason reason) {
        found.forEach(dub -> entries.putIfAbsent(dub.id(), new Entry(dub, reason)));
    }
}
