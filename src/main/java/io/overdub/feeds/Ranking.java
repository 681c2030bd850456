package io.overdub.feeds;

import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.Candidate;
import io.overdub.dubs.DubId;
import io.overdub.feeds.Shortlist.Choice;
import io.overdub.feeds.Shortlist.Entry;
import io.overdub.feeds.trends.Kind;
import io.overdub.quotes.Quotes;
import io.overdub.ranking.Feature;
import io.overdub.ranking.Ranker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a shortlist into order: features, scores, then what no score says. */
@ApplicationScoped
class Ranking {

    /** The higher score first; of equal ones the newer dub, so that the order never depends on how rows came. */
    private static final Comparator<Pick> ORDER = (one, other) -> {
        var byScore = Double.compare(other.score(), one.score());
        return byScore != 0
                ? byScore
                : other.dub().id().value().compareTo(one.dub().id().value());
    };

    private static final int SMALLEST_STRETCH = 2;

    private final Accounts accounts;
    private final Quotes quotes;
    private final TrendBoard trends;
    private final ExploreConfig explore;
    private final Clock clock;

    Ranking(Accounts accounts, Quotes quotes, TrendBoard trends, ExploreConfig explore, Clock clock) {
        this.accounts = accounts;
        this.quotes = quotes;
        this.trends = trends;
        this.explore = explore;
        this.clock = clock;
    }

    /**
     * All entries of the choice, the best first, and newcomers here and there.
     *
     * @param seed of what is left to chance: with the same one, the same dub has the same luck
     */
    List<Pick> order(Choice choice, Ranker ranker, long seed) {
        return order(choice, Surge.NONE, ranker, seed);
    }

    /** The same with what is known of how people take to it. */
    List<Pick> order(Choice choice, Surge surge, Ranker ranker, long seed) {
        var facts = facts(choice, surge, ranker, seed);
        var features = ranker.features().stream()
                .filter(feature -> choice.personalised() || !feature.personal())
                .toArray(Feature[]::new);
        var scoring = ranker.scoring();
        var picks = new ArrayList<Pick>(choice.entries().size());
        for (var entry : choice.entries()) {
            scoring.next();
            for (var feature : features) {
                scoring.put(feature, facts.of(feature, entry));
            }
            picks.add(new Pick(entry.dub(), entry.reason(), scoring.score()));
        }
        picks.sort(ORDER);
        // Without personalisation all who look get the same.
        var draw = choice.personalised() ? seed : 0;
        return spread(introduce(choice.newcomers(), picks, Math.max(SMALLEST_STRETCH, explore.every()), draw));
    }

    /**
     * In the middle of each {@code every} places a newcomer, by chance, so that not everybody gets the same; whoever would have come
     * further down anyway has moved up.
     */
    static List<Pick> introduce(List<Entry> newcomers, List<Pick> ranked, int every, long seed) {
        if (newcomers.isEmpty()) {
            return ranked;
        }
        var waiting = newcomers.stream()
                .map(entry -> Drawn.of(entry.dub(), seed))
                .sorted(Comparator.comparingDouble(Drawn::lot))
                .iterator();
        // Large enough for all, where growing takes longer than looking.
        var placed = new HashSet<DubId>(2 * (ranked.size() + newcomers.size()));
        var all = new ArrayList<Pick>(ranked.size() + ranked.size() / every + 1);
        for (var pick : ranked) {
            while (all.size() % every == every / 2 && waiting.hasNext()) {
                var next = waiting.next().dub();
                if (placed.add(next.id())) {
                    all.add(new Pick(next, Reason.NEW, 0));
                }
            }
            if (placed.add(pick.dub().id())) {
                all.add(pick);
            }
        }
        return all;
    }

    /** A newcomer and its luck, which is worked out once and not at each comparison. */
    private record Drawn(Candidate dub, double lot) {

        static Drawn of(Candidate dub, long seed) {
            return new Drawn(dub, chance(dub.id().value().getLeastSignificantBits(), ~seed));
        }
    }

    /**
     * @param momentum by dub
     * @param usual by author
     */
    record Surge(Map<UUID, Double> momentum, Map<AccountId, Double> usual) {

        static final Surge NONE = new Surge(Map.of(), Map.of());
    }

    private Facts facts(Choice choice, Surge surge, Ranker ranker, long seed) {
        return new Facts(
                choice,
                surge,
                clock.millis(),
                seed,
                ranker.reads(Feature.AUTHOR_DAYS) ? accounts.find(each(choice, Candidate::author)) : Map.of(),
                ranker.reads(Feature.QUOTE_USES)
                        ? quotes.find(each(choice, Candidate::quote), choice.asks())
                        : Map.of(),
                ranker.reads(Feature.QUOTE_MOMENTUM) ? trends.top(Kind.QUOTES).orElse(Map.of()) : Map.of(),
                Set.copyOf(choice.taste().quotes()));
    }

    private static <T> Set<T> each(Choice choice, Function<Candidate, T> part) {
        return choice.entries().stream().map(Entry::dub).map(part).collect(toSet());
    }

    /** From 0 to 1, evenly: the finalizer of SplitMix64 over both. */
    static double chance(long item, long seed) {
        var mixed = item * 0x9E3779B97F4A7C15L + seed;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /**
     * No two neighbours by one author as long as that can be: the best of the others moves up, and an author who has more left than all
     * others together comes in time.
     */
    static List<Pick> spread(List<Pick> ranked) {
        return spread(ranked, null);
    }

    /** @param above whose dub comes before all of these */
    static List<Pick> spread(List<Pick> ranked, @Nullable AccountId above) {
        var queue = new Queue(ranked, above);
        var spread = new ArrayList<Pick>(ranked.size());
        while (queue.left > 0) {
            spread.add(ranked.get(queue.take()));
        }
        return spread;
    }

    /** Places in a ranking that are left, in order, each with the number of its author. */
    private static final class Queue {

        private static final int NOBODY = -1;

        private final int[] authors;

        /** The place that is left behind each, and at the end of the array the first. */
        private final int[] next;

        /** How many each author has left. */
        private final int[] counts;

        private final int greatest;
        private int left;
        private int neighbour;

        Queue(List<Pick> ranked, @Nullable AccountId above) {
            left = ranked.size();
            authors = new int[left];
            next = new int[left + 1];
            var numbers = new HashMap<AccountId, Integer>();
            for (var place = 0; place < left; place++) {
                var author = ranked.get(place).dub().author();
                var known = numbers.putIfAbsent(author, numbers.size());
                authors[place] = known == null ? numbers.size() - 1 : known;
                next[place] = place + 1;
            }
            next[left] = 0;
            counts = new int[numbers.size()];
            for (var author : authors) {
                counts[author]++;
            }
            greatest = Arrays.stream(counts).max().orElse(0);
            neighbour = above == null ? NOBODY : numbers.getOrDefault(above, NOBODY);
        }

        /** The best by somebody else than the one before, or by whoever has more than half of what is left. */
        int take() {
            var most = most();
            var wanted = most == neighbour ? NOBODY : most;
            var end = authors.length;
            var before = end;
            for (var place = next[end]; place != end; place = next[place]) {
                if (wanted == NOBODY ? authors[place] != neighbour : authors[place] == wanted) {
                    return takeAfter(before);
                }
                before = place;
            }
            return takeAfter(end);
        }

        private int takeAfter(int before) {
            var place = next[before];
            next[before] = next[place];
            neighbour = authors[place];
            counts[neighbour]--;
            left--;
            return place;
        }

        /** As long as nobody can have more than half of what is left, nobody is looked for. */
        private int most() {
            if (greatest * 2 > left) {
                for (var author = 0; author < counts.length; author++) {
                    if (counts[author] * 2 > left) {
                        return author;
                    }
                }
            }
            return NOBODY;
        }
    }
}
