package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.DomainEvent;

/**
 * Others than its author and the dub's can see a comment, or no longer can. Those of one comment are published in the order in which they
 * became true.
 */
public sealed interface CommentChanged extends DomainEvent permits CommentAdded, CommentGone {

    DubId dub();

    CommentId comment();

    /** Who wrote it. */
    AccountId account();
}
