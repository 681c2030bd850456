package io.overdub.accounts;

import io.overdub.kernel.DomainEvent;

/** Who may see what somebody made is not what it was. By the time one hears of it, it may have changed again: ask how it stands. */
public sealed interface ExposureChanged extends DomainEvent
        permits PrivacySet, AccountClosed, AccountReopened, AccountLimited {

    AccountId account();
}
