package io.overdub.accounts;

import io.overdub.kernel.StableName;

/** Somebody came back to the account that they had closed: all is where it was. */
@StableName("accounts.account_reopened")
public record AccountReopened(AccountId account) implements ExposureChanged {}
