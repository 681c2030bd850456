package io.overdub.accounts;

import io.overdub.kernel.Stretch;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The accounts, as other rooms ask for them. One that its owner closed is none to others: whoever asks here before showing something hides
 * it.
 */
public interface Accounts {

    /**
     * Skips ids that no longer resolve: lists outlive the people they mention. Somebody whom staff limited is found by themselves only.
     * Served from memory for up to 2 s, so a changed profile shows that much later on other processes.
     */
    Map<AccountId, Account> find(Collection<AccountId> ids);

    /** The same straight from the truth, for whoever keeps a copy; without those who are limited. */
    Map<AccountId, Account> current(Collection<AccountId> ids);

    /** Whoever there is, also who closed their account or is limited, straight from the truth: for staff only. */
    Map<AccountId, Account> onRecord(Collection<AccountId> ids);

    /** Whether somebody is there and has not closed their account, straight from the truth. Who is limited goes on as before. */
    boolean isOpen(AccountId id);

    /**
     * Whether a session of theirs lives, straight from the truth: tokens are taken for up to 30 s after theirs has ended. In a transaction one
     * that does lives until its end.
     */
    boolean isSignedIn(AccountId account, UUID session);

    /** Those of them who may do what the role may, as the database has it now; whoever closed their account may nothing. */
    Set<AccountId> among(Collection<AccountId> ids, String role);

    /** Whether staff limited this account. Served from memory for up to 2 s. */
    boolean isLimited(AccountId id);

    /** Whose these usernames are, written in lower case; those that are nobody's are not in the answer. One query. */
    Map<String, AccountId> named(Collection<String> usernames);

    /**
     * Some of all accounts there are, closed and limited ones too, in ascending order of id.
     *
     * @param after the end of the stretch before; null at the first
     * @param limit at most so many
     */
    Stretch<AccountId> all(@Nullable UUID after, int limit);

    /**
     * Whether the account is private, closed or limited, as the database has it, and false for one that is gone. In a transaction one
     * that is stays so until its end.
     */
    boolean isPrivate(AccountId id);

    /** Those of them that are private, closed or limited, in the same way. */
    Set<AccountId> privateAmong(Collection<AccountId> ids);

    /** The country that somebody says they live in (ISO 3166-1, capitals), if they say so. Served from memory for up to 2 s. */
    Optional<String> country(AccountId id);

    /**
     * The address range (/24 of IPv4, /48 of IPv6) that each of these people was last seen in; without those who are signed in nowhere.
     * To tell crowds from one machine park, never to show.
     */
    Map<AccountId, String> networks(Collection<AccountId> ids);
}
