package io.overdub.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Takes somebody out of the inboxes of others, in the order in which those change: an app that was offline hears of it. */
@ApplicationScoped
class Oblivion {

    private final InboxRepository inbox;
    private final ForgetRepository rows;
    private final Revision revision;

    Oblivion(InboxRepository inbox, ForgetRepository rows, Revision revision) {
        this.inbox = inbox;
        this.rows = rows;
        this.revision = revision;
    }

    @Transactional
    long withdraw(UUID actor, int limit) {
        var told = rows.toldOf(actor, limit);
        if (told.isEmpty()) {
            return 0;
        }
        // Theirs until the commit, before any row is.
        inbox.advance(told);
        revision.of(rows.shownOf(actor, told));
        return rows.withdraw(actor, told);
    }
}
