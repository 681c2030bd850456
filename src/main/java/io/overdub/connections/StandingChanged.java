package io.overdub.connections;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/**
 * Somebody may see more or less of somebody else than before, or be seen by them: they blocked or muted them, lifted that, declined a
 * request of theirs or accepted it, took one of their own back, follow them no longer, or have them follow no longer. It may be said when
 * nothing changed; how the two stand is to be asked.
 *
 * @param account who did it
 */
@StableName("connections.standing_changed")
public record StandingChanged(AccountId account, AccountId person) implements DomainEvent {}
