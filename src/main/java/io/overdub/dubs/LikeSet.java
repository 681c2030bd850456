package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.time.Instant;

/**
 * Somebody likes a dub from now on, or no longer does; repeating oneself is no news. Those of one account about one dub come in the
 * order of the facts to whom orders them by both.
 *
 * @param at when, by the server's clock
 */
@StableName("dubs.like_set")
public record LikeSet(DubId dub, AccountId account, boolean liked, Instant at) implements DomainEvent {}
