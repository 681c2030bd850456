package io.overdub.accounts;

import io.overdub.kernel.StableName;

/** Staff limited an account, so that others see and hear nothing of it, or lifted that. */
@StableName("accounts.account_limited")
public record AccountLimited(AccountId account, boolean limited) implements ExposureChanged {}
