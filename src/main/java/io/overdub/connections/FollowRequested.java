package io.overdub.connections;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/** Somebody asked to follow a private account, or asked again; whether they still wait is to be asked. */
@StableName("connections.follow_requested")
public record FollowRequested(AccountId follower, AccountId followee) implements DomainEvent {}
