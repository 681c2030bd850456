package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.feeds.trends.Kind;
import io.overdub.kernel.Stretch;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The quotes that people dub right now, more than is usual for them. */
@ApplicationScoped
class TrendingQuotesFeed {

    private static final String NAME = "trending-quotes";

    /** The quotes that are offered everywhere: the same for all who do not say where they live. */
    private static final String NOWHERE = "nowhere";

    private static final double LEAST = 0.01;
    private static final double DAY_SECONDS = 86_400;

    private record Scored(UUID id, double score) {}

    private static final Comparator<Scored> ORDER =
            Comparator.comparingDouble(Scored::score).thenComparing(Scored::id).reversed();

    private final TrendBoard trends;
    private final Rulings rulings;
    private final Quotes quotes;
    private final Accounts accounts;
    private final Contexts contexts;
    private final Scrolling scrolling;
    private final Clock clock;

    TrendingQuotesFeed(
            TrendBoard trends,
            Rulings rulings,
            Quotes quotes,
            Accounts accounts,
            Contexts contexts,
            Scrolling scrolling,
            Clock clock) {
        this.trends = trends;
        this.rulings = rulings;
        this.quotes = quotes;
        this.accounts = accounts;
        this.contexts = contexts;
        this.scrolling = scrolling;
        this.clock = clock;
    }

    QuoteFeedPage read(AccountId viewer, @Nullable String cursor, int limit) {
        return QuoteFeedPage.of(scrolling.read(viewer, new Feed(viewer), cursor, limit));
    }

    private final class Feed implements RankedFeed<QuoteFeedItem> {

        private final AccountId viewer;

        Feed(AccountId viewer) {
            this.viewer = viewer;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String formula() {
            return NAME;
        }

        @Override
        public String sharedBy() {
            return accounts.country(viewer).orElse(NOWHERE);
        }

        @Override
        public Optional<Ranked> ranked(Ranker ranker, long session) {
            return trends.top(Kind.QUOTES).map(momentum -> {
                var ids = new LinkedHashSet<UUID>();
                momentum.forEach((id, count) -> {
                    if (count >= LEAST) {
                        ids.add(id);
                    }
                });
                var pinned = rulings.pinned(Subject.QUOTES);
                ids.addAll(pinned);
                var found = quotes.find(ids.stream().map(QuoteId::new).toList(), viewer);
                var all = new ArrayList<Choice>();
                pinned.stream()
                        .filter(id -> found.containsKey(new QuoteId(id)))
                        .forEach(id -> all.add(new Choice(id, Reason.PINNED)));
                ids.removeAll(pinned);
                scored(ids, found, momentum, ranker, session)
                        .forEach(quote -> all.add(new Choice(quote.id(), Reason.TRENDING)));
                return Ranked.by(ranker, all);
            });
        }

        private List<Scored> scored(
                LinkedHashSet<UUID> ids,
                Map<QuoteId, Quote> found,
                Map<UUID, Double> momentum,
                Ranker ranker,
                long session) {
            var now = clock.instant();
            var scored = new ArrayList<Scored>();
            for (var id : ids) {
                var quote = found.get(new QuoteId(id));
                if (quote != null && isAllowed(id)) {
                    scored.add(new Scored(id, ranker.score(values(quote, momentum.get(id), now, session))));
                }
            }
            scored.sort(ORDER);
            return scored;
        }

        private static double[] values(Quote quote, @Nullable Double momentum, Instant now, long session) {
            var values = Ranker.absent();
            var since = quote.publishedAt() == null ? now : quote.publishedAt();
            var age = Math.max(0, Duration.between(since, now).toSeconds());
            values[Feature.TIME.ordinal()] = age;
            values[Feature.POPULARITY.ordinal()] = quote.uses();
            values[Feature.QUOTE_USES.ordinal()] = quote.uses();
            values[Feature.DURATION.ordinal()] = quote.durationMs() / 1_000.0;
            values[Feature.RAND.ordinal()] = Ranking.chance(quote.id().value().getLeastSignificantBits(), session);
            if (momentum != null) {
                values[Feature.MOMENTUM.ordinal()] = momentum;
                values[Feature.QUOTE_MOMENTUM.ordinal()] = momentum;
            }
            // What a quote gathers on its first day is no measure of what is usual.
            if (age > DAY_SECONDS) {
                values[Feature.BASELINE.ordinal()] = quote.uses() / (age / DAY_SECONDS);
            }
            return values;
        }

        private boolean isAllowed(UUID id) {
            return !rulings.isBanned(Subject.QUOTES, id);
        }

        @Override
        public Stretch<Choice> newest(@Nullable UUID before, int limit) {
            var found = Stretch.of(quotes.newest(before, limit + 1), limit, QuoteId::value);
            var choices = found.rows().stream()
                    .map(quote -> new Choice(quote.value(), Reason.NEWEST))
                    .toList();
            return new Stretch<>(choices, found.end(), found.last());
        }

        @Override
        public List<QuoteFeedItem> items(List<Line> lines) {
            var found = quotes.find(
                    lines.stream().map(line -> new QuoteId(line.id())).toList(), viewer);
            var items = new ArrayList<QuoteFeedItem>();
            for (var line : lines) {
                var quote = found.get(new QuoteId(line.id()));
                if (quote != null && isAllowed(line.id())) {
                    items.add(
                            new QuoteFeedItem(quote, line.reason(), line.ranker(), contexts.seal(viewer, NAME, line)));
                }
            }
            return items;
        }
    }
}
