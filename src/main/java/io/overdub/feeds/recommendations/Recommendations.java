package io.overdub.feeds.recommendations;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.External;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Everybody's suggestions. All calls may be repeated. */
@External
public interface Recommendations {

    /** Empty for somebody whom no round has come to yet. */
    Optional<Suggestions> of(AccountId account);

    /** In place of those that were there; of many people at once. */
    void keep(Map<AccountId, Suggestions> suggestions, Instant now);
}
