package io.overdub.connections;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.DomainEvent;

/** Somebody follows somebody, or no longer does. Those of one pair are published in the order in which they became true. */
public sealed interface FollowChanged extends DomainEvent permits Followed, Unfollowed {

    AccountId follower();

    AccountId followee();
}
