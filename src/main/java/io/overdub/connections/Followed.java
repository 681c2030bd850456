package io.overdub.connections;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.StableName;

@StableName("connections.followed")
public record Followed(AccountId follower, AccountId followee) implements FollowChanged {}
