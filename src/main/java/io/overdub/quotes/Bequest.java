package io.overdub.quotes;

import io.overdub.quotes.ForgetRepository.Left;
import io.overdub.uploads.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** What becomes of the quotes of somebody who is gone. */
@ApplicationScoped
class Bequest {

    private final ForgetRepository rows;
    private final QuoteChanges changes;
    private final QuoteCatalog catalog;
    private final Uploads uploads;

    Bequest(ForgetRepository rows, QuoteChanges changes, QuoteCatalog catalog, Uploads uploads) {
        this.rows = rows;
        this.changes = changes;
        this.catalog = catalog;
        this.uploads = uploads;
    }

    /** Some more of them, each by itself; how many. */
    int settle(UUID person, int limit) {
        var some = rows.quotes(person, limit);
        some.forEach(this::settle);
        return some.size();
    }

    @Transactional
    void settle(Left quote) {
        if (rows.lockAndAskWhetherItStays(quote)) {
            rows.disown(quote);
            uploads.disown(quote.upload());
            changes.record(quote.id());
        } else {
            // Copies of the catalogue hear that it is withdrawn, and of nothing after that; its sound goes with its
            // upload.
            rows.withdraw(quote);
            changes.record(quote.id());
            rows.remove(quote);
        }
        catalog.forget(new QuoteId(quote.id()));
    }
}
