package io.overdub.notifications;

import io.overdub.dubs.DubDeleted;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** A dub is gone for its author too: whatever they were told of it. */
@Singleton
@StableName("notifications.revise_own_rows")
class ReviseOwnRows implements Subscriber<DubDeleted> {

    private final Revision revision;
    private final RevisionRepository rows;

    ReviseOwnRows(Revision revision, RevisionRepository rows) {
        this.revision = revision;
        this.rows = rows;
    }

    @Override
    public void on(DubDeleted event) {
        revision.of(rows.ownAbout(event.author().value(), event.dub().value()));
    }
}
