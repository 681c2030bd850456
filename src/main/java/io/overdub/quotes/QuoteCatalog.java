package io.overdub.quotes;

import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.overdub.accounts.AccountId;
import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.uploads.UploadId;
import io.overdub.uploads.UploadKind;
import io.overdub.uploads.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Keeps the catalogue. */
@ApplicationScoped
class QuoteCatalog implements Quotes {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final QuoteRepository quotes;
    private final WaveformRepository waveforms;
    private final Uploads uploads;
    private final Pages pages;
    private final BrokenRows brokenRows;
    private final Ids ids;
    private final Clock clock;
    private final Cache<QuoteId, QuoteRow> recent;

    QuoteCatalog(
            QuoteRepository quotes,
            WaveformRepository waveforms,
            Uploads uploads,
            Pages pages,
            BrokenRows brokenRows,
            Ids ids,
            Clock clock) {
        this.quotes = quotes;
        this.waveforms = waveforms;
        this.uploads = uploads;
        this.pages = pages;
        this.brokenRows = brokenRows;
        this.ids = ids;
        this.clock = clock;
        this.recent = Caffeine.newBuilder()
                .maximumSize(20_000)
                .expireAfterWrite(FRESH)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    @Transactional
    Quote publish(AccountId editor, UploadId sound, QuoteText text) {
        return publish(editor, sound, text, null);
    }

    /** @param source where an import found the sound; a source becomes a quote once */
    @Transactional
    Quote publish(AccountId editor, UploadId sound, QuoteText text, @Nullable String source) {
        var media = uploads.ready(sound, editor, UploadKind.QUOTE_SOUND);
        var quote = new QuoteEntity(ids.next(), editor, media, text, source, clock.instant());
        try {
            quotes.persistAndFlush(quote);
        } catch (ConstraintViolationException e) {
            throw new SoundAlreadyUsed();
        }
        waveforms.take(sound, media.work());
        return published(quote.row());
    }

    @Transactional
    Quote describe(QuoteId id, QuoteText text) {
        var quote = live(id);
        quote.describe(text);
        recent.invalidate(id);
        return published(quote.row());
    }

    @Transactional
    void withdraw(QuoteId id) {
        quotes.findByIdOptional(id.value())
                .orElseThrow(QuoteUnavailable::unknown)
                .withdraw(clock.instant());
        recent.invalidate(id);
    }

    Quote show(QuoteId id) {
        var quote = find(List.of(id)).get(id);
        if (quote == null) {
            throw QuoteUnavailable.unknown();
        }
        return waveforms.of(id).map(quote::with).orElse(quote);
    }

    QuoteText textOf(QuoteId id) {
        return live(id).text();
    }

    Page<Quote> newest(@Nullable String language, @Nullable String cursor, int limit) {
        return pages.fill(
                "quotes/newest/" + language,
                cursor,
                limit,
                (before, some) -> quotes.newest(language, before, some),
                this::published);
    }

    @Override
    public Map<QuoteId, Quote> find(Collection<QuoteId> ids) {
        var rows = recent.getAll(ids, missing -> {
            var found = new HashMap<QuoteId, QuoteRow>();
            for (var row : quotes.liveWithIds(valuesOf(missing))) {
                found.put(new QuoteId(row.id()), row);
            }
            return found;
        });
        return published(rows.values()).stream().collect(toMap(Quote::id, quote -> quote));
    }

    @Override
    public Quote forDubbing(QuoteId id) {
        var live = published(quotes.liveWithIds(List.of(id.value())));
        if (live.isEmpty()) {
            throw quotes.isWithdrawn(id.value()) ? QuoteUnavailable.withdrawn() : QuoteUnavailable.unknown();
        }
        return live.get(0);
    }

    private QuoteEntity live(QuoteId id) {
        return quotes.findByIdOptional(id.value())
                .filter(quote -> !quote.isWithdrawn())
                .orElseThrow(QuoteUnavailable::unknown);
    }

    private List<Quote> published(Collection<QuoteRow> rows) {
        return brokenRows.sift(QuoteRow.TABLE, rows, QuoteRow::id, this::published);
    }

    private Quote published(QuoteRow row) {
        return row.at(uploads.address(row.mediaKey(), null));
    }

    private static List<UUID> valuesOf(Iterable<? extends QuoteId> ids) {
        var values = new ArrayList<UUID>();
        ids.forEach(id -> values.add(id.value()));
        return values;
    }
}
