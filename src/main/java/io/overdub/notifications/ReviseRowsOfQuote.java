package io.overdub.notifications;

import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import io.overdub.quotes.QuoteChanged;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Quotes were withdrawn, or are shown again: what whoever brought them was told of those who dubbed them. */
@Singleton
@StableName("notifications.revise_rows_of_quote")
class ReviseRowsOfQuote implements BulkSubscriber<QuoteChanged> {

    /** Of each quote: one brought it; a few more than that. */
    private static final int FEW = 10;

    private static final UUID FIRST = new UUID(0, 0);

    private final Revision revision;
    private final RevisionRepository rows;

    ReviseRowsOfQuote(Revision revision, RevisionRepository rows) {
        this.revision = revision;
        this.rows = rows;
    }

    @Override
    public void onAll(List<QuoteChanged> events) {
        var quotes =
                events.stream().map(event -> event.quote().value()).distinct().toList();
        revision.of(rows.about(quotes, FIRST, FEW * quotes.size()));
    }
}
