package io.overdub.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Takes somebody out of the inboxes of others, in the order in which those change: an app that was offline hears of it. */
@ApplicationScoped
class Oblivion {

    private final InboxRepository inbox;
    private final ForgetRepository rows;

    Oblivion(InboxRepository inbox, ForgetRepository rows) {
        this.inbox = inbox;
        this.rows = rows;
    }

    @Transactional
    long withdraw(UUID actor, int limit) {
        var told = rows.toldOf(actor, limit);
        if (told.isEmpty()) {
            return 0;
        }
        inbox.advance(told);
        return rows.withdraw(actor, told);
    }
}
