package io.overdub.connections;

import io.overdub.accounts.AccountId;

/** How the viewer stands to one person, without the person. */
record Relationship(AccountId accountId, boolean following, boolean requested, boolean muted) {

    static Relationship of(AccountId person, Standing standing) {
        return new Relationship(person, standing.following(), standing.requested(), standing.muted());
    }
}
