package io.overdub.notifications;

import io.overdub.notifications.RevisionRepository.Spot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;

/**
 * Gives rows a new place among the changes of their inboxes, for apps that keep a copy: what is shown of them may no longer be what it
 * was. How they are to be shown is found out when somebody asks.
 */
@ApplicationScoped
class Revision {

    private final InboxRepository inbox;
    private final RevisionRepository rows;

    Revision(InboxRepository inbox, RevisionRepository rows) {
        this.inbox = inbox;
        this.rows = rows;
    }

    @Transactional
    void of(Collection<Spot> spots) {
        if (spots.isEmpty()) {
            return;
        }
        var each = spots.stream().distinct().toList();
        var accounts = each.stream().map(Spot::account).toList();
        inbox.advance(accounts);
        rows.advance(accounts, each.stream().map(Spot::item).toList());
    }
}
