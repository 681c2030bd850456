package io.overdub.accounts;

import java.util.List;
import java.util.Optional;

/** What is on record of accounts, for staff only: whoever asks for it writes down who wanted to know. */
public interface AccountRecords {

    /** The account with this e-mail address, in any case. */
    Optional<AccountId> withEmail(String address);

    /** Accounts with a session by this user agent, the one used last first. */
    List<AccountId> signedInWith(String userAgent, int limit);

    /** Accounts with a session from this address range, the one used last first. */
    List<AccountId> signedInFrom(String network, int limit);
}
