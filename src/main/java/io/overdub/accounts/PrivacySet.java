package io.overdub.accounts;

import io.overdub.kernel.StableName;
import java.time.Instant;

/** Somebody made their account private, or opened it to everybody. */
@StableName("accounts.privacy_set")
public record PrivacySet(AccountId account, boolean locked, Instant at) implements ExposureChanged {}
