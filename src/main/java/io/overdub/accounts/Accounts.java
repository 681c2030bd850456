package io.overdub.accounts;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The accounts, as other rooms ask for them. */
public interface Accounts {

    /**
     * Skips ids that no longer resolve: lists outlive the people they mention. Served from memory for up to 2 s, so a changed profile
     * shows that much later on other processes.
     */
    Map<AccountId, Account> find(Collection<AccountId> ids);

    /** The country that somebody says they live in (ISO 3166-1, capitals), if they say so. Served from memory for up to 2 s. */
    Optional<String> country(AccountId id);
}
