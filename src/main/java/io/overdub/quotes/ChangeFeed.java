package io.overdub.quotes;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.Refusal;
import io.overdub.quotes.ChangeRepository.Change;
import io.overdub.quotes.SyncTokens.Mark;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells who keeps a copy of the catalogue what has changed. Each quote is told as it is now, once: what the reader is shown as an upsert,
 * all else as a delete, whatever the reason. Telling one twice, or one that the copy never had, does no harm.
 */
@Singleton
class ChangeFeed {

    /** How much a copy may lag behind without reading anything, where only quotes of other languages change. */
    private static final Duration SETTLED = Duration.ofDays(1);

    private final ChangeRepository changes;
    private final QuoteRepository quotes;
    private final QuoteCatalog catalog;
    private final BrokenRows brokenRows;
    private final SyncTokens tokens;
    private final Clock clock;

    ChangeFeed(
            ChangeRepository changes,
            QuoteRepository quotes,
            QuoteCatalog catalog,
            BrokenRows brokenRows,
            SyncTokens tokens,
            Clock clock) {
        this.changes = changes;
        this.quotes = quotes;
        this.catalog = catalog;
        this.brokenRows = brokenRows;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * @param since the token that the copy has got to; null: there is no copy yet
     * @throws Refusal 400 {@code bad_sync_token}, 410 {@code sync_token_expired}
     */
    CatalogueChanges since(@Nullable String since, Market market, @Nullable String language, int limit) {
        var mark = since == null ? new Mark(0, changes.newest(), market) : tokens.open(since, language);
        if (!mark.market().equals(market)) {
            requireSameView(mark, market, language);
        }
        var settled =
                language == null ? 0 : changes.newestBefore(clock.instant().minus(SETTLED));
        var found = changes.after(mark.position(), language, limit + 1);
        // After the changes were read: what is forgotten later was among them.
        requireAlive(mark, found.isEmpty());
        var more = found.size() > limit;
        var told = found.subList(0, more ? limit : found.size());
        var end = told.isEmpty() ? mark.position() : told.get(told.size() - 1).position();
        var next = more
                ? new Mark(end, mark.start(), market)
                : new Mark(Math.max(end, Math.max(mark.start(), settled)), 0, market);
        return page(told, mark, market, language, tokens.seal(next, language), more);
    }

    private CatalogueChanges page(
            List<Change> told, Mark mark, Market market, @Nullable String language, String next, boolean more) {
        var shown = shown(told, market.place(), language);
        var there = shown.stream().map(quote -> quote.id().value()).collect(toSet());
        var gone = told.stream()
                .filter(change -> change.position() > mark.start() && !there.contains(change.quote()))
                .map(change -> new QuoteId(change.quote()))
                .toList();
        return new CatalogueChanges(shown, gone, next, more);
    }

    private List<Quote> shown(List<Change> told, Place place, @Nullable String language) {
        var rows = quotes.withIds(told.stream().map(Change::quote).toList()).stream()
                .collect(toMap(QuoteRow::id, Function.identity()));
        var now = clock.instant();
        var shown = told.stream()
                .filter(change -> isShown(rows.get(change.quote()), moment(change, now), place, language))
                .toList();
        return brokenRows.sift(
                QuoteRow.TABLE,
                shown,
                Change::quote,
                change -> catalog.presented(row(rows.get(change.quote())), moment(change, now)));
    }

    private static boolean isShown(@Nullable QuoteRow row, Instant at, Place place, @Nullable String language) {
        return row != null
                && row.isPublished(at)
                && row.isFor(place)
                && (language == null || language.equals(row.text().language()));
    }

    private static QuoteRow row(@Nullable QuoteRow row) {
        if (row == null) {
            throw new IllegalStateException("It was there when it was judged");
        }
        return row;
    }

    /** Whoever told of the change saw it by its own clock; a reader whose clock is behind would see it as it was, and never again. */
    private static Instant moment(Change change, Instant now) {
        return now.isAfter(change.at()) ? now : change.at();
    }

    /** Up to the mark, two markets may have seen the same; what changed since is told for the new one anyway. */
    private void requireSameView(Mark mark, Market market, @Nullable String language) {
        if (quotes.isSeenDifferently(
                mark.market().place(), market.place(), language, mark.position(), clock.instant())) {
            throw new SyncTokens.BadSyncToken();
        }
    }

    private void requireAlive(Mark mark, boolean nothingFound) {
        var forgotten = changes.horizon() > Math.max(mark.position(), mark.start());
        // From a database that has since been put back to an earlier day.
        var ahead = nothingFound && mark.position() > changes.newest();
        if (forgotten || ahead) {
            throw new SyncTokenExpired();
        }
    }

    private static final class SyncTokenExpired extends Refusal {
        SyncTokenExpired() {
            super(Kind.GONE, "sync_token_expired", "This copy is too old: start again from the snapshot");
        }
    }
}
