package io.overdub.feeds;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.overdub.accounts.AccountId;
import io.overdub.connections.Connections;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The dubs that may come into somebody's for-you feed: what the people they follow made of late, new dubs of quotes that they dubbed or
 * liked a dub of, and of quotes that were suggested to them, and what many like or what is new, whoever looks. At most 1,200. Their own
 * dubs, and those of people whom they mute or block, are not among them; the latter are rules and no taste, so that holds without
 * personalisation too.
 *
 * <p>What is known of the viewer may be three seconds old. Whoever shows a dub asks again whether this viewer may see it, and wants to.
 */
@ApplicationScoped
class Shortlist {

    static final int OF_FOLLOWEES = 200;
    private static final int FOLLOWEES = 2_000;
    private static final int QUOTES = 20;
    private static final int SUGGESTED = 10;
    private static final Duration MEMORY = Duration.ofSeconds(3);

    /** In ids, some 10 MB. */
    private static final int MOST_KNOWN = 100_000;

    record Entry(Candidate dub, Reason reason) {}

    /**
     * @param taste empty without personalisation
     * @param asks whose signals may be used; nobody's without personalisation
     */
    record Choice(
            List<Entry> entries,
            Set<AccountId> followees,
            Taste taste,
            @Nullable AccountId asks) {

        boolean personalised() {
            return asks != null;
        }

        /** Whose dub came from the timeline is followed, however many others are. */
        boolean follows(Entry entry) {
            return entry.reason() == Reason.FOLLOWING
                    || followees.contains(entry.dub().author());
        }

        Choice without(Predicate<DubId> known) {
            var fresh = entries.stream()
                    .filter(entry -> !known.test(entry.dub().id()))
                    .toList();
            return new Choice(fresh, followees, taste, asks);
        }
    }

    /** What decides which dubs may interest somebody. */
    private record Interests(
            List<DubId> timeline,
            Taste taste,
            List<QuoteId> suggested,
            Set<AccountId> followees,
            Set<AccountId> avoided) {

        int size() {
            return timeline.size() + taste.likesGiven().size() + followees.size() + avoided.size();
        }
    }

    private final SharedCandidates shared;
    private final Candidates candidates;
    private final Dubs dubs;
    private final Timeline timeline;
    private final Connections connections;
    private final Recommendations recommendations;
    private final Cache<AccountId, Interests> known;

    Shortlist(
            SharedCandidates shared,
            Candidates candidates,
            Dubs dubs,
            Timeline timeline,
            Connections connections,
            Recommendations recommendations,
            Clock clock) {
        this.shared = shared;
        this.candidates = candidates;
        this.dubs = dubs;
        this.timeline = timeline;
        this.connections = connections;
        this.recommendations = recommendations;
        this.known = Caffeine.newBuilder()
                .expireAfterWrite(MEMORY)
                .maximumWeight(MOST_KNOWN)
                .weigher((AccountId viewer, Interests interests) -> interests.size())
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
    }

    Choice of(AccountId viewer) {
        return personal(viewer, known.get(viewer, this::interests));
    }

    private Interests interests(AccountId viewer) {
        return interests(viewer, timeline.newest(viewer, null, OF_FOLLOWEES).rows());
    }

    /** Only what the people whom the viewer follows made: the newest of it. */
    Choice following(AccountId viewer) {
        var entries = candidates
                .withIds(timeline.newest(viewer, null, OF_FOLLOWEES).rows())
                .stream()
                .map(dub -> new Entry(dub, Reason.FOLLOWING))
                .toList();
        return new Choice(entries, Set.of(), candidates.tasteOf(viewer, QUOTES), viewer);
    }

    /** What {@link #of} gives, for an onlooker: nothing is built for the viewer, who may never have read a feed. */
    Choice unnoticedBy(AccountId viewer) {
        var newest = dubs.newestBy(connections.followedBy(viewer, FOLLOWEES), null, OF_FOLLOWEES);
        return personal(viewer, interests(viewer, newest));
    }

    private Interests interests(AccountId viewer, List<DubId> following) {
        var circle = connections.circleOf(viewer);
        var suggested = recommendations.of(viewer).orElse(Suggestions.NONE).quotes();
        return new Interests(
                following,
                candidates.tasteOf(viewer, QUOTES),
                suggested.subList(0, Math.min(SUGGESTED, suggested.size())),
                Set.copyOf(circle.followees()),
                Set.copyOf(circle.avoided()));
    }

    /** Nothing that the viewer has done decides what is in it. */
    Choice withoutTaste(AccountId viewer) {
        var circle = connections.circleOf(viewer);
        var list = new Listing(viewer, Set.copyOf(circle.avoided()));
        list.addAll(shared.popular());
        return new Choice(list.entries, Set.of(), Taste.NONE, null);
    }

    /** These, whoever looks. */
    static Choice among(List<Candidate> found, Reason reason) {
        return new Choice(found.stream().map(dub -> new Entry(dub, reason)).toList(), Set.of(), Taste.NONE, null);
    }

    private Choice personal(AccountId viewer, Interests interests) {
        var list = new Listing(viewer, interests.avoided());
        list.addAll(shared.withIds(interests.timeline()), Reason.FOLLOWING);
        list.addAll(shared.newestOf(interests.taste().quotes()), Reason.YOUR_QUOTES);
        list.addAll(shared.newestOf(interests.suggested()), Reason.SIMILAR_QUOTES);
        list.addAll(shared.popular());
        return new Choice(list.entries, interests.followees(), interests.taste(), viewer);
    }

    /** Each dub once, for the first reason. */
    private static final class Listing {

        private final AccountId viewer;
        private final Set<AccountId> avoided;
        private final Set<DubId> listed = new HashSet<>();
        private final List<Entry> entries = new ArrayList<>();

        Listing(AccountId viewer, Set<AccountId> avoided) {
            this.viewer = viewer;
            this.avoided = avoided;
        }

        void addAll(Collection<Candidate> found, Reason reason) {
            for (var dub : found) {
                if (isWanted(dub) && listed.add(dub.id())) {
                    entries.add(new Entry(dub, reason));
                }
            }
        }

        /** The last ones: none of them is there twice. */
        void addAll(List<Entry> others) {
            for (var entry : others) {
                if (isWanted(entry.dub()) && !listed.contains(entry.dub().id())) {
                    entries.add(entry);
                }
            }
        }

        private boolean isWanted(Candidate dub) {
            return !dub.author().equals(viewer) && !avoided.contains(dub.author());
        }
    }
}
