package io.overdub.accounts;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/** What others may see of an account is not what it was: somebody signed up, or changed their profile. */
@StableName("accounts.account_changed")
public record AccountChanged(AccountId account) implements DomainEvent {}
