package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who said what about the rights in a sound, and when: kept for good, for the day on which somebody asks. */
@ApplicationScoped
class CreditHistory {

    private final CreditRepository changes;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;

    CreditHistory(CreditRepository changes, Pages pages, Ids ids, Clock clock) {
        this.changes = changes;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    /** In the transaction that makes the change. @param before absent for a new quote */
    void record(UUID quote, @Nullable Credit before, Credit after, AccountId by) {
        var old = before == null ? Credit.nothing() : before.fields();
        var rows = new ArrayList<CreditRepository.Row>();
        after.fields().forEach((field, said) -> {
            var was = old.getOrDefault(field, "");
            if (!said.equals(was)) {
                rows.add(new CreditRepository.Row(ids.next(), new CreditChange(by, clock.instant(), field, was, said)));
            }
        });
        if (!rows.isEmpty()) {
            changes.add(quote, rows);
        }
    }

    /** The newest first; empty when there is no such quote. */
    Page<CreditChange> of(QuoteId quote, @Nullable String cursor, int limit) {
        return pages.fill(
                "quotes/credits/" + quote,
                cursor,
                limit,
                (before, some) -> changes.of(quote.value(), before, some),
                rows -> rows);
    }
}
