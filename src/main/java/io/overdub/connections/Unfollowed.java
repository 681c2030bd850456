package io.overdub.connections;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.StableName;

/** By will of either, or because one of the two blocked the other. */
@StableName("connections.unfollowed")
record Unfollowed(AccountId follower, AccountId followee) implements FollowChanged {}
