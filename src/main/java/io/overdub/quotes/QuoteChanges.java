package io.overdub.quotes;

import io.overdub.kernel.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Where every change passes that clients may notice: whoever keeps a copy of the catalogue hears of it from here. */
@ApplicationScoped
class QuoteChanges {

    private final QuoteRepository quotes;
    private final ChangeRepository changes;
    private final Outbox outbox;
    private final Clock clock;

    QuoteChanges(QuoteRepository quotes, ChangeRepository changes, Outbox outbox, Clock clock) {
        this.quotes = quotes;
        this.changes = changes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * In the transaction that makes the change, once the row of the quote is locked or new; more often than needed does no harm. Until
     * that transaction ends all others wait here: whoever changes several quotes locks all their rows first.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void record(UUID quote) {
        quotes.flush();
        changes.note(List.of(quote), clock.instant());
        outbox.publish(new QuoteChanged(new QuoteId(quote)));
    }

    /** Says that everybody may fetch the sound now: its address is another one. False when the quote is not shown any more. */
    @Transactional
    boolean openSound(UUID quote, String key) {
        var open = quotes.openSound(quote, key, clock.instant());
        if (open) {
            record(quote);
        }
        return open;
    }
}
