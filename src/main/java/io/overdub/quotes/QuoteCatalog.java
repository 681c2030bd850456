package io.overdub.quotes;

import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.analytics.Receptions;
import io.overdub.kernel.AfterCommit;
import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.Memories;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.uploads.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows the catalogue: to everybody what is published where they are, to makers and editors also the rest. */
@ApplicationScoped
class QuoteCatalog implements Quotes {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Set<QuoteStatus> SHOWN_OR_SCHEDULED = Set.of(QuoteStatus.PUBLISHED, QuoteStatus.SCHEDULED);

    private final QuoteRepository quotes;
    private final WaveformRepository waveforms;
    private final UsageRepository usage;
    private final Receptions receptions;
    private final Accounts accounts;
    private final Uploads uploads;
    private final Pages pages;
    private final BrokenRows brokenRows;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final Cache<QuoteId, QuoteRow> recent;

    QuoteCatalog(
            QuoteRepository quotes,
            WaveformRepository waveforms,
            UsageRepository usage,
            Receptions receptions,
            Accounts accounts,
            Uploads uploads,
            Pages pages,
            BrokenRows brokenRows,
            AfterCommit afterCommit,
            Clock clock) {
        this.quotes = quotes;
        this.waveforms = waveforms;
        this.usage = usage;
        this.receptions = receptions;
        this.accounts = accounts;
        this.uploads = uploads;
        this.pages = pages;
        this.brokenRows = brokenRows;
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.recent = Memories.agingBy(clock)
                .maximumSize(20_000)
                .expireAfterWrite(FRESH)
                .build();
    }

    /** Where the viewer is: the market they ask for, else the country of their account. */
    Place placeOf(@Nullable AccountId viewer, @Nullable String market) {
        return Place.of(market, viewer == null ? Optional.empty() : accounts.country(viewer));
    }

    Page<Quote> list(
            Selection selection,
            @Nullable AccountId viewer,
            @Nullable String market,
            @Nullable String cursor,
            int limit) {
        var place = placeOf(viewer, market);
        return pages.fill(
                "quotes/" + selection.name() + "/" + place,
                cursor,
                limit,
                (before, some) -> quotes.shown(selection, place, clock.instant(), before, some),
                this::presented);
    }

    @Override
    public List<Quote> mostUsed(@Nullable AccountId viewer, int limit) {
        return list(new Selection(Order.TOP, null, null), viewer, null, null, limit)
                .items();
    }

    /** All that somebody brought, whatever came of it. */
    Page<Quote> by(AccountId creator, @Nullable String cursor, int limit) {
        return pages.fill(
                "quotes/by/" + creator,
                cursor,
                limit,
                (before, some) -> quotes.by(creator, before, some),
                this::presented);
    }

    Page<Quote> pending(@Nullable String cursor, int limit) {
        return pages.fill("quotes/pending", cursor, limit, quotes::pending, this::presented);
    }

    /** Straight from the truth. Its maker sees it whatever became of it, an editor any. */
    Quote show(QuoteId id, @Nullable AccountId viewer, @Nullable String market, boolean editor) {
        return row(id).filter(row -> editor || row.isBy(viewer) || isShown(row, placeOf(viewer, market)))
                .map(row -> presented(List.of(row)))
                .flatMap(shown -> shown.stream().findFirst())
                .map(quote -> quote.with(playsOf(id), waveforms.of(id).orElse(null)))
                .orElseThrow(QuoteUnavailable::unknown);
    }

    private long playsOf(QuoteId id) {
        var reception = receptions.of(List.of(id.value())).get(id.value());
        return reception == null ? 0 : reception.plays();
    }

    @Override
    public void requireShown(QuoteId id, @Nullable AccountId viewer) {
        if (row(id).filter(row -> row.isBy(viewer) || isShown(row, placeOf(viewer, null)))
                .isEmpty()) {
            throw QuoteUnavailable.unknown();
        }
    }

    @Override
    public Map<QuoteId, Quote> find(Collection<QuoteId> ids, @Nullable AccountId viewer) {
        var rows = recent.getAll(ids, missing -> {
            var found = new HashMap<QuoteId, QuoteRow>();
            for (var row : quotes.withIds(valuesOf(missing))) {
                found.put(new QuoteId(row.id()), row);
            }
            return found;
        });
        var now = clock.instant();
        var published =
                rows.values().stream().filter(row -> row.isPublished(now)).toList();
        return presented(here(published, viewer)).stream().collect(toMap(Quote::id, quote -> quote));
    }

    /** Most are for everywhere: then nobody needs to know where the viewer is. */
    @Override
    public List<QuoteId> newest(@Nullable UUID before, int limit) {
        return quotes.newest(before, limit).stream().map(QuoteId::new).toList();
    }

    @Override
    public List<Quote> shownOrScheduled(Collection<QuoteId> ids) {
        var now = clock.instant();
        return presented(quotes.withIds(valuesOf(ids)).stream()
                .filter(row -> SHOWN_OR_SCHEDULED.contains(row.status(now)))
                .toList());
    }

    @Override
    public List<Quote> inAnyState(Collection<QuoteId> ids) {
        return presented(quotes.withIds(valuesOf(ids)));
    }

    private List<QuoteRow> here(List<QuoteRow> rows, @Nullable AccountId viewer) {
        if (rows.stream().allMatch(QuoteRow::isForEverywhere)) {
            return rows;
        }
        var place = placeOf(viewer, null);
        return rows.stream().filter(row -> row.isFor(place) || row.isBy(viewer)).toList();
    }

    @Override
    public Dubbable forDubbing(QuoteId id, AccountId author) {
        var row = quotes.uncounted(id.value()).orElseThrow(QuoteUnavailable::unknown);
        var now = clock.instant();
        if (row.withdrawn() && (row.isBy(author) || row.wasPublished(now) && row.isFor(placeOf(author, null)))) {
            throw QuoteUnavailable.withdrawn();
        }
        if (!row.isPublished(now) && !isPendingOf(author, row) || !row.isFor(placeOf(author, null))) {
            throw QuoteUnavailable.unknown();
        }
        var credit = row.text().credit();
        return new Dubbable(id, row.text().title(), credit.attribution(), credit.licence());
    }

    private static boolean isPendingOf(AccountId author, QuoteRow row) {
        return row.review() == Review.PENDING && !row.withdrawn() && row.isBy(author);
    }

    @Override
    public void countUse(QuoteId id, int change) {
        usage.add(id.value(), change);
    }

    @Override
    public Map<QuoteId, Long> uses(@Nullable QuoteId after, int limit) {
        return usage.of(after == null ? null : after.value(), limit);
    }

    /** Which of these the viewer can see now, whoever made them; the others are withdrawn, hidden or not for where they are. */
    Map<QuoteId, Quote> shown(Collection<QuoteId> ids, @Nullable AccountId viewer) {
        var place = placeOf(viewer, null);
        var rows = quotes.withIds(valuesOf(ids)).stream()
                .filter(row -> isShown(row, place) || viewer != null && isPendingOf(viewer, row))
                .toList();
        return presented(rows).stream().collect(toMap(Quote::id, quote -> quote));
    }

    /** With a change, so that this process shows it once it is committed; the others are up to 2 s behind. */
    void forget(QuoteId id) {
        afterCommit.run(() -> recent.invalidate(id));
    }

    /** Rows as people are shown them; what cannot be shown is left out. */
    List<Quote> presented(Collection<QuoteRow> rows) {
        var now = clock.instant();
        return brokenRows.sift(QuoteRow.TABLE, rows, QuoteRow::id, row -> presented(row, now));
    }

    /** @param at the moment that decides where it stands */
    Quote presented(QuoteRow row, Instant at) {
        var key = row.mediaKey();
        return row.at(row.soundOpen() ? uploads.openAddress(key) : uploads.address(key, null), at);
    }

    private boolean isShown(QuoteRow row, Place place) {
        return row.isPublished(clock.instant()) && row.isFor(place);
    }

    private Optional<QuoteRow> row(QuoteId id) {
        return quotes.withIds(List.of(id.value())).stream().findFirst();
    }

    private static List<UUID> valuesOf(Iterable<? extends QuoteId> ids) {
        var values = new ArrayList<UUID>();
        ids.forEach(id -> values.add(id.value()));
        return values;
    }
}
