package io.overdub.feeds.recommendations;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.External;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Everybody's suggestions. All calls may be repeated. */
@External
public interface Recommendations {

    /** Empty for somebody whom no round has come to yet, and while the engine is away. */
    Optional<Suggestions> of(AccountId account);

    /**
     * In place of those that were there; of many people at once, some hundred.
     *
     * @throws io.overdub.kernel.EngineAway when the engine does not take them all; some of them may be kept
     */
    void keep(Map<AccountId, Suggestions> suggestions, Instant now);

    /**
     * Forgets some of what is kept for somebody who is gone, and, where the engine can look for that, of what names them to others; elsewhere
     * it is in what the next round replaces, or ends after 60 days.
     *
     * @return how many; 0 when nothing is left
     * @throws io.overdub.kernel.EngineAway when the engine does not answer
     */
    int forget(AccountId account, int limit);
}
