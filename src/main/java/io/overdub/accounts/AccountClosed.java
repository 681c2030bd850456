package io.overdub.accounts;

import io.overdub.kernel.StableName;
import java.time.Instant;

/**
 * Somebody closed their account: to others it is gone at once, with all that they made. Their sessions have ended, each of which is told
 * as well.
 *
 * @param eraseAt when it is erased for good, unless they come back before
 */
@StableName("accounts.account_closed")
public record AccountClosed(AccountId account, Instant eraseAt) implements ExposureChanged {}
