package io.overdub.feeds.recommendations;

import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.accounts.AccountId;
import io.overdub.connections.Connections;
import io.overdub.dubs.Habits;
import io.overdub.dubs.Habits.Companion;
import io.overdub.kernel.Memories;
import io.overdub.quotes.Quote;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds quotes by co-use and people by follows of follows, out of samples, so that one person costs the same however large the tables
 * and the people whom they follow.
 *
 * <p>A quote scores the sum, over the quotes that somebody used, of the share of their other users who also used it: item-based
 * collaborative filtering (Sarwar et al., 2001) with conditional probability as the similarity. That favours what everybody uses anyway,
 * so the sum is divided by the logarithm of the quote's uses. A person scores the share of those followed who follow them.
 */
@Singleton
public class Recommender {

    private static final int QUOTES = 20;
    private static final int AUTHORS = 100;
    private static final int QUOTES_OF_EACH = 20;
    private static final int CLOSEST = 50;
    private static final int FOLLOWED = 50;
    private static final int FOLLOWED_BY_EACH = 50;
    private static final int LOOKED_UP = 2 * Suggestions.MOST;

    /** Hits are asked for again and again within one round. */
    private static final int REMEMBERED = 4_000;

    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Habits habits;
    private final Quotes quotes;
    private final Connections connections;
    private final Cache<QuoteId, List<Companion>> companions = memory();
    private final Cache<AccountId, List<AccountId>> followees = memory();

    Recommender(Habits habits, Quotes quotes, Connections connections) {
        this.habits = habits;
        this.quotes = quotes;
        this.connections = connections;
    }

    /** A new round looks at everything anew. */
    void forget() {
        companions.invalidateAll();
        followees.invalidateAll();
    }

    /** For each of these people; those for whom nothing was found are told so too. */
    public Map<AccountId, Suggestions> suggest(Collection<AccountId> people) {
        var used = habits.quotesOf(people, QUOTES);
        var close = companions.getAll(
                used.values().stream().flatMap(List::stream).distinct().toList(), this::companionsOf);
        return people.stream()
                .collect(toMap(
                        person -> person,
                        person -> new Suggestions(
                                quotesFor(person, used.getOrDefault(person, List.of()), close), peopleFor(person))));
    }

    private List<QuoteId> quotesFor(AccountId person, List<QuoteId> used, Map<QuoteId, List<Companion>> close) {
        var scores = new HashMap<QuoteId, Double>();
        for (var quote : used) {
            for (var companion : close.getOrDefault(quote, List.of())) {
                scores.merge(companion.quote(), companion.share(), Double::sum);
            }
        }
        used.forEach(scores::remove);
        var shown = quotes.find(best(scores, LOOKED_UP), person);
        var weighted = new HashMap<QuoteId, Double>();
        shown.forEach((quote, found) -> weighted.put(quote, scores.getOrDefault(quote, 0.0) / fame(found)));
        return best(weighted, Suggestions.MOST);
    }

    private static double fame(Quote quote) {
        return Math.log(Math.E + quote.uses());
    }

    private List<AccountId> peopleFor(AccountId person) {
        var followed = connections.followedBy(person, FOLLOWED);
        var scores = new HashMap<AccountId, Double>();
        followees
                .getAll(followed, some -> connections.followedBy(Set.copyOf(some), FOLLOWED_BY_EACH))
                .values()
                .forEach(some -> some.forEach(theirs -> scores.merge(theirs, 1.0 / followed.size(), Double::sum)));
        scores.remove(person);
        followed.forEach(scores::remove);
        return wanted(person, best(scores, scores.size()));
    }

    /** The closest first; thousands may have been found, and how the person stands to them is asked only until there are enough. */
    private List<AccountId> wanted(AccountId person, List<AccountId> closest) {
        var wanted = new ArrayList<AccountId>();
        for (var from = 0; from < closest.size() && wanted.size() < Suggestions.MOST; from += LOOKED_UP) {
            var some = closest.subList(from, Math.min(from + LOOKED_UP, closest.size()));
            var unwanted = unwanted(person, some);
            some.stream().filter(other -> !unwanted.contains(other)).forEach(wanted::add);
        }
        return List.copyOf(wanted.subList(0, Math.min(Suggestions.MOST, wanted.size())));
    }

    /** Followed already, however long ago, or not to be seen. */
    private Set<AccountId> unwanted(AccountId person, Collection<AccountId> found) {
        var unwanted = new HashSet<AccountId>();
        connections.standings(person, found).forEach((other, standing) -> {
            if (standing.following() || standing.muted() || standing.blocked()) {
                unwanted.add(other);
            }
        });
        return unwanted;
    }

    private Map<QuoteId, List<Companion>> companionsOf(Set<? extends QuoteId> of) {
        var found = habits.companionsOf(Set.copyOf(of), AUTHORS, QUOTES_OF_EACH);
        return of.stream()
                .collect(toMap(
                        quote -> quote,
                        quote -> found.getOrDefault(quote, List.of()).stream()
                                .sorted(Comparator.comparingDouble(Companion::share)
                                        .reversed())
                                .limit(CLOSEST)
                                .toList()));
    }

    /** The highest score first; where two are equal the newer id, so that a round says the same again. */
    private static <T> List<T> best(Map<T, Double> scores, int limit) {
        return scores.entrySet().stream()
                .sorted(Map.Entry.<T, Double>comparingByValue()
                        .thenComparing(entry -> entry.getKey().toString())
                        .reversed())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static <K, V> Cache<K, V> memory() {
        return Memories.begin().maximumSize(REMEMBERED).expireAfterWrite(MEMORY).build();
    }
}
