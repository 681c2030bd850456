package io.overdub.accounts;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.util.UUID;

/**
 * Somebody was signed out of a device: by themselves, from another device, by one device too many, or because its refresh token was
 * used twice. A session that nobody used for 60 days ends untold.
 */
@StableName("accounts.session_ended")
public record SessionEnded(UUID session, AccountId account) implements DomainEvent {}
