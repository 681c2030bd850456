package io.overdub.quotes;

import io.overdub.kernel.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Where every change passes that clients may notice: whoever keeps a copy of the catalogue hears of it from here. */
@ApplicationScoped
class QuoteChanges {

    private final Outbox outbox;

    QuoteChanges(Outbox outbox) {
        this.outbox = outbox;
    }

    /** In the transaction that makes the change, once the row of the quote is locked or new; more often than needed does no harm. */
    @Transactional(Transactional.TxType.MANDATORY)
    void record(UUID quote) {
        outbox.publish(new QuoteChanged(new QuoteId(quote)));
    }
}
