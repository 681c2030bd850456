package io.overdub.feeds;

import static java.util.stream.Collectors.partitioningBy;

import com.github.benmanes.caffeine.cache.Cache;
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
import io.overdub.kernel.Memories;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dubs that may come into somebody's for-you feed: what the people they follow made of late, new dubs of quotes that they dubbed or
 * liked a dub of, and of quotes that were suggested to them, and what many like or what is new, whoever looks. At most 1,200; beside
 * them what few have seen yet. Their own dubs, and those of people whom they mute or block, are not among them, nor what they said to
 * hide; the latter are rules and no taste, so that holds without personalisation too.
 *
 * <p>What is known of the viewer may be half a minute old, save for what the people whom they follow made. Whoever shows a dub asks again whether this viewer may see it, and wants to.
 */
@ApplicationScoped
class Shortlist {

    static final int OF_FOLLOWEES = 200;
    private static final int FOLLOWEES = 2_000;
    private static final int QUOTES = 20;
    private static final int SUGGESTED = 10;
    private static final Duration MEMORY = Duration.ofSeconds(30);
    private static final Duration SHOWS = Duration.ofDays(30);

    /** In bytes; those who came least lately go first. */
    private static final int MOST_KNOWN = 10_000_000;

    record Entry(Candidate dub, Reason reason) {}

    /**
     * @param newcomers of which some are to come at places that the ranking does not give; they may be entries too
     * @param taste empty without personalisation
     * @param asks whose signals may be used; nobody's without personalisation
     */
    record Choice(
            List<Entry> entries,
            List<Entry> newcomers,
            Marks followees,
            Taste taste,
            @Nullable AccountId asks) {

        boolean personalised() {
            return asks != null;
        }

        /** Whose dub came from the timeline is followed, however many others are. */
        boolean follows(Entry entry) {
            return entry.reason() == Reason.FOLLOWING
                    || followees.has(entry.dub().author().value());
        }

        Choice without(Predicate<DubId> known) {
            return new Choice(without(known, entries), without(known, newcomers), followees, taste, asks);
        }

        private static List<Entry> without(Predicate<DubId> known, List<Entry> some) {
            return some.stream().filter(entry -> !known.test(entry.dub().id())).toList();
        }
    }

    /** What decides which dubs may interest somebody, whatever the people whom they follow made. */
    private record Interests(Taste taste, List<QuoteId> suggested, Marks followees, Marks avoided) {

        /** In bytes, roughly: entries of maps, ids, marks. */
        int size() {
            return 200
                    + 80 * taste.likesGiven().size()
                    + 40 * (taste.quotes().size() + suggested.size())
                    + Long.BYTES * (followees.size() + avoided.size());
        }
    }

    private final SharedCandidates shared;
    private final Newcomers newcomers;
    private final Candidates candidates;
    private final Dubs dubs;
    private final Timeline timeline;
    private final Connections connections;
    private final Recommendations recommendations;
    private final FeedbackBook feedback;
    private final Clock clock;
    private final Cache<AccountId, Interests> known;

    Shortlist(
            SharedCandidates shared,
            Newcomers newcomers,
            Candidates candidates,
            Dubs dubs,
            Timeline timeline,
            Connections connections,
            Recommendations recommendations,
            FeedbackBook feedback,
            Clock clock) {
        this.shared = shared;
        this.newcomers = newcomers;
        this.candidates = candidates;
        this.dubs = dubs;
        this.timeline = timeline;
        this.connections = connections;
        this.recommendations = recommendations;
        this.feedback = feedback;
        this.clock = clock;
        this.known = Memories.agingBy(clock)
                .expireAfterWrite(MEMORY)
                .maximumWeight(MOST_KNOWN)
                .weigher((AccountId viewer, Interests interests) -> interests.size())
                .build();
    }

    Choice of(AccountId viewer) {
        var newest = timeline.newest(viewer, null, OF_FOLLOWEES).rows();
        return personal(viewer, newest, known.get(viewer, this::interests));
    }

    /** Only what the people whom the viewer follows made: the newest of it. */
    Choice following(AccountId viewer) {
        var entries = candidates
                .withIds(timeline.newest(viewer, null, OF_FOLLOWEES).rows())
                .stream()
                .map(dub -> new Entry(dub, Reason.FOLLOWING))
                .toList();
        return new Choice(entries, List.of(), Marks.NONE, tasteOf(viewer), viewer);
    }

    /** What {@link #of} gives, for an onlooker: nothing is built for the viewer, who may never have read a feed. */
    Choice unnoticedBy(AccountId viewer) {
        var newest = dubs.newestBy(connections.followedBy(viewer, FOLLOWEES), null, OF_FOLLOWEES);
        return personal(viewer, newest, interests(viewer));
    }

    /** What is remembered of somebody is not true any more. */
    void forget(AccountId viewer) {
        known.invalidate(viewer);
    }

    private Taste tasteOf(AccountId viewer) {
        var leanings = feedback.of(viewer);
        return leanings.sharpen(candidates.tasteOf(viewer, leanings.since(), QUOTES));
    }

    /** Rounds go by all that somebody ever did: who began anew does without for as long as that shows. */
    private List<QuoteId> suggestedTo(AccountId viewer) {
        return feedback.of(viewer).since().isAfter(clock.instant().minus(SHOWS))
                ? List.of()
                : recommendations.of(viewer).orElse(Suggestions.NONE).quotes();
    }

    private Interests interests(AccountId viewer) {
        var circle = connections.circleOf(viewer);
        var suggested = suggestedTo(viewer);
        return new Interests(
                tasteOf(viewer),
                suggested.subList(0, Math.min(SUGGESTED, suggested.size())),
                marks(circle.followees()),
                marks(circle.avoided()));
    }

    private static Marks marks(List<AccountId> people) {
        return Marks.of(people.stream().mapToLong(person -> Marks.of(person.value())));
    }

    /** Nothing that the viewer has done decides what is in it. */
    Choice withoutTaste(AccountId viewer) {
        var circle = connections.circleOf(viewer);
        var list = new Listing(
                viewer, marks(circle.avoided()), feedback.of(viewer).rules().sieve());
        list.addAll(shared.popular());
        return new Choice(list.entries, list.wanted(newcomers.neediest()), Marks.NONE, Taste.NONE, null);
    }

    /** These, whoever looks. */
    static Choice among(List<Candidate> found, Reason reason) {
        return new Choice(
                found.stream().map(dub -> new Entry(dub, reason)).toList(), List.of(), Marks.NONE, Taste.NONE, null);
    }

    private Choice personal(AccountId viewer, List<DubId> following, Interests interests) {
        var list = new Listing(viewer, interests.avoided(), feedback.of(viewer).sieve());
        list.addAll(shared.withIds(following), Reason.FOLLOWING);
        var own = Set.copyOf(interests.taste().quotes());
        var newest =
                shared
                        .newestOf(Stream.concat(own.stream(), interests.suggested().stream())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(partitioningBy(dub -> own.contains(dub.quote())));
        list.addAll(newest.getOrDefault(true, List.of()), Reason.YOUR_QUOTES);
        list.addAll(newest.getOrDefault(false, List.of()), Reason.SIMILAR_QUOTES);
        list.addAll(shared.popular());
        return new Choice(
                list.entries, list.wanted(newcomers.neediest()), interests.followees(), interests.taste(), viewer);
    }

    /** Each dub once, for the first reason. */
    private static final class Listing {

        private final AccountId viewer;
        private final Marks avoided;
        private final Predicate<Candidate> sieve;
        private final Set<DubId> listed = new HashSet<>();
        private final List<Entry> entries = new ArrayList<>();

        Listing(AccountId viewer, Marks avoided, Predicate<Candidate> sieve) {
            this.viewer = viewer;
            this.avoided = avoided;
            this.sieve = sieve;
        }

        void addAll(Collection<Candidate> found, Reason reason) {
            for (var dub : found) {
                if (isWanted(dub) && listed.add(dub.id()) && sieve.test(dub)) {
                    entries.add(new Entry(dub, reason));
                }
            }
        }

        /** The last ones: none of them is there twice. */
        void addAll(List<Entry> others) {
            for (var entry : others) {
                if (isWanted(entry.dub()) && !listed.contains(entry.dub().id()) && sieve.test(entry.dub())) {
                    entries.add(entry);
                }
            }
        }

        /** What comes by itself, for a reason of the viewer's, needs no place. */
        List<Entry> wanted(List<Entry> some) {
            return some.stream()
                    .filter(entry -> isWanted(entry.dub())
                            && !listed.contains(entry.dub().id())
                            && sieve.test(entry.dub()))
                    .toList();
        }

        private boolean isWanted(Candidate dub) {
            return !dub.author().equals(viewer) && !avoided.has(dub.author().value());
        }
    }
}
