package io.overdub.notifications;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.quotes.QuoteChanged;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** A quote was withdrawn, or is shown again: what whoever brought it was told of those who dubbed it. */
@Singleton
@StableName("notifications.revise_rows_of_quote")
class ReviseRowsOfQuote implements Subscriber<QuoteChanged> {

    /** One brought it; a few more than that. */
    private static final int FEW = 10;

    private static final UUID FIRST = new UUID(0, 0);

    private final Revision revision;
    private final RevisionRepository rows;

    ReviseRowsOfQuote(Revision revision, RevisionRepository rows) {
        this.revision = revision;
        this.rows = rows;
    }

    @Override
    public void on(QuoteChanged event) {
        revision.of(rows.about(List.of(event.quote().value()), FIRST, FEW));
    }
}
