package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.dubs.Habits;
import io.overdub.feeds.RankedFeed.Choice;
import io.overdub.feeds.recommendations.Recommendations;
import io.overdub.feeds.recommendations.Recommender;
import io.overdub.feeds.recommendations.Suggestions;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Stretch;
import io.overdub.quotes.Quote;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Shows people what was found for them; who has come since the last round is seen to at once. What is found may be hours old, so who may
 * see what is asked anew on each page. The first page fixes the order, so that nothing comes twice and nothing is skipped, whatever the
 * viewer does meanwhile. Cursors mark that order and how far in it: an id of two numbers. Where nobody knows the order any more, they
 * mark a place in what is found then.
 */
@ApplicationScoped
class Adviser {

    private static final Logger LOG = Logger.getLogger(Adviser.class);

    /** So many quotes that somebody used last are not advised. */
    private static final int KNOWN = 200;

    private static final RankerVersion FOUND = new RankerVersion("found", 0);

    private final Habits habits;
    private final Recommendations recommendations;
    private final Recommender recommender;
    private final Quotes quotes;
    private final Accounts accounts;
    private final Connections connections;
    private final FeedSessions sessions;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;

    Adviser(
            Habits habits,
            Recommendations recommendations,
            Recommender recommender,
            Quotes quotes,
            Accounts accounts,
            Connections connections,
            FeedSessions sessions,
            Pages pages,
            Ids ids,
            Clock clock) {
        this.habits = habits;
        this.recommendations = recommendations;
        this.recommender = recommender;
        this.quotes = quotes;
        this.accounts = accounts;
        this.connections = connections;
        this.sessions = sessions;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    /** First what goes with the quotes that they use, then what everybody uses; none that they have come to know. */
    Page<RecommendedQuote> quotesFor(AccountId viewer, @Nullable String cursor, int limit) {
        var known = Set.copyOf(habits.quotesOf(List.of(viewer), KNOWN).getOrDefault(viewer, List.of()));
        return pages.fill(
                "me/recommended-quotes/" + viewer,
                cursor,
                limit,
                new Reading("quotes/" + viewer, () -> quotesToShow(viewer, known)),
                some -> shown(viewer, known, some));
    }

    Page<RecommendedPerson> peopleFor(AccountId viewer, @Nullable String cursor, int limit) {
        return pages.fill(
                "me/recommended-people/" + viewer,
                cursor,
                limit,
                new Reading(
                        "people/" + viewer,
                        () -> suggestions(viewer).people().stream()
                                .map(person -> new Choice(person.value(), Reason.FOLLOWING))
                                .toList()),
                some -> met(viewer, some));
    }

    /** One request; it may need several stretches. */
    private final class Reading implements Pages.Source<Choice> {

        private final String owner;
        private final Supplier<List<Choice>> found;

        /** What this request itself has found: it need not ask Redis for that. */
        private @Nullable List<Choice> fresh;

        Reading(String owner, Supplier<List<Choice>> found) {
            this.owner = "advice/" + owner;
            this.found = found;
        }

        @Override
        public Stretch<Choice> read(@Nullable UUID passed, int limit) {
            return passed == null
                    ? begin(limit)
                    : goOn(passed.getMostSignificantBits(), (int) passed.getLeastSignificantBits(), limit);
        }

        private Stretch<Choice> begin(int limit) {
            var all = found.get();
            fresh = all;
            var session = ids.next().getLeastSignificantBits();
            if (all.size() > limit) {
                sessions.keep(owner, session, FOUND, all);
            }
            return cut(all, session, 0, limit);
        }

        private Stretch<Choice> goOn(long session, int from, int limit) {
            if (fresh == null) {
                var kept = sessions.find(owner, session, from, limit);
                if (kept.isPresent()) {
                    return stretch(
                            choices(kept.get().lines()),
                            session,
                            from,
                            kept.get().all());
                }
                fresh = found.get();
            }
            return cut(fresh, session, from, limit);
        }

        private static List<Choice> choices(List<Line> lines) {
            return lines.stream()
                    .map(line -> new Choice(line.id(), line.reason()))
                    .toList();
        }

        private static Stretch<Choice> cut(List<Choice> all, long session, int from, int limit) {
            var start = Math.min(from, all.size());
            return stretch(all.subList(start, Math.min(start + limit, all.size())), session, start, all.size());
        }

        private static Stretch<Choice> stretch(List<Choice> some, long session, int from, int all) {
            var end = from + some.size();
            return new Stretch<>(some, new UUID(session, end), some.isEmpty() || end >= all);
        }
    }

    private List<Choice> quotesToShow(AccountId viewer, Set<QuoteId> known) {
        var all = new ArrayList<Choice>();
        var passed = new HashSet<>(known);
        suggestions(viewer).quotes().stream()
                .filter(passed::add)
                .forEach(quote -> all.add(new Choice(quote.value(), Reason.SIMILAR_QUOTES)));
        quotes.mostUsed(viewer, Page.LIMIT_MAX).stream()
                .map(Quote::id)
                .filter(passed::add)
                .forEach(quote -> all.add(new Choice(quote.value(), Reason.POPULAR)));
        return all;
    }

    private Suggestions suggestions(AccountId viewer) {
        return recommendations.of(viewer).orElseGet(() -> {
            var found = recommender.suggest(List.of(viewer));
            keep(found);
            return found.getOrDefault(viewer, Suggestions.NONE);
        });
    }

    /** Whoever asks next makes them anew. */
    private void keep(Map<AccountId, Suggestions> found) {
        try {
            recommendations.keep(found, clock.instant());
        } catch (EngineAway away) {
            LOG.debugf("What was found is not kept: %s", away.getMessage());
        }
    }

    /** What they have come to know since the first page is left out too. */
    private List<RecommendedQuote> shown(AccountId viewer, Set<QuoteId> known, List<Choice> some) {
        var wanted = some.stream()
                .filter(choice -> !known.contains(new QuoteId(choice.id())))
                .toList();
        var found = quotes.find(
                wanted.stream().map(choice -> new QuoteId(choice.id())).toList(), viewer);
        return wanted.stream()
                .flatMap(choice -> Optional.ofNullable(found.get(new QuoteId(choice.id())))
                        .map(quote -> new RecommendedQuote(quote, reason(choice)))
                        .stream())
                .toList();
    }

    private static RecommendedQuote.Reason reason(Choice choice) {
        return choice.reason() == Reason.SIMILAR_QUOTES
                ? RecommendedQuote.Reason.USED_TOGETHER
                : RecommendedQuote.Reason.POPULAR;
    }

    private List<RecommendedPerson> met(AccountId viewer, List<Choice> some) {
        var people = some.stream().map(choice -> new AccountId(choice.id())).toList();
        var there = accounts.find(people);
        var standings = connections.standings(viewer, people);
        return people.stream()
                .filter(person -> isNew(standings.getOrDefault(person, Standing.STRANGER)))
                .flatMap(person -> Optional.ofNullable(there.get(person)).map(RecommendedPerson::new).stream())
                .toList();
    }

    private static boolean isNew(Standing standing) {
        return !standing.following() && !standing.requested() && !standing.muted() && !standing.blocked();
    }
}
