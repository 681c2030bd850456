package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.dubs.Habits;
import io.overdub.feeds.RecommendedQuote.Reason;
import io.overdub.feeds.recommendations.Recommendations;
import io.overdub.feeds.recommendations.Recommender;
import io.overdub.feeds.recommendations.Suggestions;
import io.overdub.kernel.EngineAway;
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
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Shows people what was found for them; who has come since the last round is seen to at once. What is found may be hours old, so who may
 * see what is asked anew. Cursors count: an id whose lower half says how many were passed.
 */
@ApplicationScoped
class Adviser {

    private static final Logger LOG = Logger.getLogger(Adviser.class);

    /** So many quotes that somebody used last are not advised. */
    private static final int KNOWN = 200;

    private final Habits habits;
    private final Recommendations recommendations;
    private final Recommender recommender;
    private final Quotes quotes;
    private final Accounts accounts;
    private final Connections connections;
    private final Pages pages;
    private final Clock clock;

    Adviser(
            Habits habits,
            Recommendations recommendations,
            Recommender recommender,
            Quotes quotes,
            Accounts accounts,
            Connections connections,
            Pages pages,
            Clock clock) {
        this.habits = habits;
        this.recommendations = recommendations;
        this.recommender = recommender;
        this.quotes = quotes;
        this.accounts = accounts;
        this.connections = connections;
        this.pages = pages;
        this.clock = clock;
    }

    private record Line(QuoteId quote, Reason reason) {}

    /** First what goes with the quotes that they use, then what everybody uses. */
    Page<RecommendedQuote> quotesFor(AccountId viewer, @Nullable String cursor, int limit) {
        return pages.fill(
                "me/recommended-quotes/" + viewer,
                cursor,
                limit,
                (passed, some) -> stretch(lines(viewer), passed, some),
                lines -> shown(viewer, lines));
    }

    Page<RecommendedPerson> peopleFor(AccountId viewer, @Nullable String cursor, int limit) {
        return pages.fill(
                "me/recommended-people/" + viewer,
                cursor,
                limit,
                (passed, some) -> stretch(suggestions(viewer).people(), passed, some),
                people -> met(viewer, people));
    }

    /** None that the viewer has come to know, perhaps since the round. */
    private List<Line> lines(AccountId viewer) {
        var lines = new ArrayList<Line>();
        var passed = new HashSet<>(habits.quotesOf(List.of(viewer), KNOWN).getOrDefault(viewer, List.of()));
        suggestions(viewer).quotes().stream()
                .filter(passed::add)
                .forEach(quote -> lines.add(new Line(quote, Reason.USED_TOGETHER)));
        quotes.mostUsed(viewer, Page.LIMIT_MAX).stream()
                .map(Quote::id)
                .filter(passed::add)
                .forEach(quote -> lines.add(new Line(quote, Reason.POPULAR)));
        return lines;
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

    private List<RecommendedQuote> shown(AccountId viewer, List<Line> lines) {
        var found = quotes.find(lines.stream().map(Line::quote).toList(), viewer);
        return lines.stream()
                .flatMap(
                        line -> Optional.ofNullable(found.get(line.quote()))
                                .map(quote -> new RecommendedQuote(quote, line.reason()))
                                .stream())
                .toList();
    }

    private List<RecommendedPerson> met(AccountId viewer, List<AccountId> people) {
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

    private static <T> Stretch<T> stretch(List<T> all, @Nullable UUID passed, int limit) {
        var from = passed == null ? 0 : (int) Math.min(passed.getLeastSignificantBits(), all.size());
        var end = Math.min(from + limit, all.size());
        return new Stretch<>(all.subList(from, end), new UUID(0, end), end == all.size());
    }
}
