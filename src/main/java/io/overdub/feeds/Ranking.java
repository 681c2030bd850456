package io.overdub.feeds;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.feeds.Shortlist.Choice;
import io.overdub.feeds.Shortlist.Entry;
import io.overdub.feeds.trends.Kind;
import io.overdub.quotes.Quote;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import io.overdub.ranking.Feature;
import io.overdub.ranking.Ranker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a shortlist into order: features, scores, then what no score says. */
@ApplicationScoped
class Ranking {

    /** The higher score first; of equal ones the newer dub, so that the order never depends on how rows came. */
    private static final Comparator<Pick> ORDER = comparingDouble(Pick::score)
            .thenComparing(pick -> pick.dub().id().value())
            .reversed();

    private final Accounts accounts;
    private final Quotes quotes;
    private final TrendBoard trends;
    private final Clock clock;

    Ranking(Accounts accounts, Quotes quotes, TrendBoard trends, Clock clock) {
        this.accounts = accounts;
        this.quotes = quotes;
        this.trends = trends;
        this.clock = clock;
    }

    /**
     * All of the choice, the best first.
     *
     * @param seed of what is left to chance: with the same one, the same dub has the same luck
     */
    List<Pick> order(Choice choice, Ranker ranker, long seed) {
        return order(choice, Surge.NONE, ranker, seed);
    }

    /** The same with what is known of how people take to it. */
    List<Pick> order(Choice choice, Surge surge, Ranker ranker, long seed) {
        var facts = facts(choice, surge, ranker);
        var picks = new ArrayList<Pick>(choice.entries().size());
        for (var entry : choice.entries()) {
            picks.add(new Pick(entry.dub(), entry.reason(), ranker.score(values(entry, choice, facts, seed))));
        }
        picks.sort(ORDER);
        return spread(picks);
    }

    /** What other rooms know, asked for only if the formula reads it. */
    private record Facts(
            Instant now,
            Map<AccountId, Account> accounts,
            Map<QuoteId, Quote> quotes,
            Map<UUID, Double> quoteMomentum,
            Set<QuoteId> liked,
            Surge surge) {}

    /**
     * @param momentum by dub
     * @param usual by author
     */
    record Surge(Map<UUID, Double> momentum, Map<AccountId, Double> usual) {

        static final Surge NONE = new Surge(Map.of(), Map.of());
    }

    private Facts facts(Choice choice, Surge surge, Ranker ranker) {
        var dubs = choice.entries().stream().map(Entry::dub).toList();
        return new Facts(
                clock.instant(),
                ranker.reads(Feature.AUTHOR_DAYS)
                        ? accounts.find(dubs.stream().map(dub -> dub.author()).collect(toSet()))
                        : Map.of(),
                ranker.reads(Feature.QUOTE_USES)
                        ? quotes.find(dubs.stream().map(dub -> dub.quote()).collect(toSet()), choice.asks())
                        : Map.of(),
                ranker.reads(Feature.QUOTE_MOMENTUM) ? trends.top(Kind.QUOTES).orElse(Map.of()) : Map.of(),
                Set.copyOf(choice.taste().quotes()),
                surge);
    }

    private static double[] values(Entry entry, Choice choice, Facts facts, long seed) {
        var dub = entry.dub();
        var values = Ranker.absent();
        put(values, Feature.TIME, age(dub.publishedAt(), facts.now()).toMillis() / 1_000.0);
        put(values, Feature.LIKES, dub.likes());
        put(values, Feature.POPULARITY, dub.likes());
        put(values, Feature.DURATION, dub.durationMs() / 1_000.0);
        put(values, Feature.RAND, chance(dub.id().value().getLeastSignificantBits(), seed));
        var quote = facts.quotes().get(dub.quote());
        if (quote != null) {
            put(values, Feature.QUOTE_USES, quote.uses());
        }
        var author = facts.accounts().get(dub.author());
        if (author != null) {
            put(
                    values,
                    Feature.AUTHOR_DAYS,
                    age(author.createdAt(), facts.now()).toDays());
        }
        putIfKnown(
                values,
                Feature.QUOTE_MOMENTUM,
                facts.quoteMomentum().get(dub.quote().value()));
        putIfKnown(
                values, Feature.MOMENTUM, facts.surge().momentum().get(dub.id().value()));
        putIfKnown(values, Feature.BASELINE, facts.surge().usual().get(dub.author()));
        if (choice.personalised()) {
            put(values, Feature.FOLLOWING, choice.follows(dub.author()) ? 1 : 0);
            put(values, Feature.AFFINITY, choice.taste().likesGiven().getOrDefault(dub.author(), 0));
            put(values, Feature.QUOTE_AFFINITY, facts.liked().contains(dub.quote()) ? 1 : 0);
        }
        return values;
    }

    private static void putIfKnown(double[] values, Feature feature, @Nullable Double value) {
        if (value != null) {
            put(values, feature, value);
        }
    }

    private static void put(double[] values, Feature feature, double value) {
        values[feature.ordinal()] = value;
    }

    /** Clocks of processes differ: what seems to come from the future is new. */
    private static Duration age(Instant since, Instant now) {
        return since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO;
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
        var left = new LinkedList<>(ranked);
        var counts = new HashMap<AccountId, Integer>();
        ranked.forEach(pick -> counts.merge(pick.dub().author(), 1, Integer::sum));
        var greatest = counts.values().stream().mapToInt(count -> count).max().orElse(0);
        var spread = new ArrayList<Pick>(ranked.size());
        AccountId neighbour = null;
        while (!left.isEmpty()) {
            var most = greatest * 2 > left.size() ? most(counts, left.size()) : null;
            var next = takeNext(left, neighbour, most);
            neighbour = next.dub().author();
            counts.merge(neighbour, -1, Integer::sum);
            spread.add(next);
        }
        return spread;
    }

    /** Whose dubs are more than half of those that are left. */
    private static @Nullable AccountId most(Map<AccountId, Integer> counts, int left) {
        for (var count : counts.entrySet()) {
            if (count.getValue() * 2 > left) {
                return count.getKey();
            }
        }
        return null;
    }

    private static Pick takeNext(LinkedList<Pick> left, @Nullable AccountId neighbour, @Nullable AccountId most) {
        var wanted = most == null || most.equals(neighbour) ? null : most;
        var all = left.iterator();
        while (all.hasNext()) {
            var pick = all.next();
            var author = pick.dub().author();
            if (wanted == null ? !author.equals(neighbour) : author.equals(wanted)) {
                all.remove();
                return pick;
            }
        }
        return left.removeFirst();
    }
}
