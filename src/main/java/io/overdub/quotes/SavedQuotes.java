package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows quotes that people keep: what is not available any more keeps its place, and says so. */
@ApplicationScoped
class SavedQuotes {

    private final QuoteCatalog catalog;

    SavedQuotes(QuoteCatalog catalog) {
        this.catalog = catalog;
    }

    List<SavedQuote> presented(List<SavedRow> rows, @Nullable AccountId viewer) {
        var shown = catalog.shown(rows.stream().map(SavedRow::quote).toList(), viewer);
        return rows.stream()
                .map(row -> {
                    var quote = shown.get(row.quote());
                    return new SavedQuote(row.quote(), quote != null, quote, row.savedAt());
                })
                .toList();
    }

    Set<QuoteId> available(Collection<QuoteId> quotes, AccountId viewer) {
        return quotes.isEmpty() ? Set.of() : catalog.shown(quotes, viewer).keySet();
    }
}
