package io.overdub.accounts;

import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountEntity, UUID> {

    private static final UUID OLDEST = new UUID(0, 0);
    private static final String BY_ID = """
            select id, username, display_name, biography, email is null, private, created_at, limited_at is not null
            from accounts.account where id = any(?::uuid[])""";

    private final Sql sql;

    AccountRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param limited whether only its owner may see it */
    record Found(Account account, boolean limited) {}

    /** What others may see: nothing of an account that is closed. */
    List<Found> withIds(Collection<UUID> ids) {
        return sql.readable("accounts.account", BY_ID + " and closed_at is null", AccountRepository::row, ids);
    }

    /** Whoever there is, closed or not. */
    List<Found> onRecord(Collection<UUID> ids) {
        return sql.readable("accounts.account", BY_ID, AccountRepository::row, ids);
    }

    boolean isOpen(UUID id) {
        return sql.one(
                "select exists (select 1 from accounts.account where id = ? and closed_at is null)",
                row -> row.getBoolean(1),
                id);
    }

    Map<String, AccountId> named(Collection<String> usernames) {
        var named = new HashMap<String, AccountId>();
        sql.list(
                        "select username, id from accounts.account where username = any(?::text[]) and closed_at is null and limited_at is null",
                        row -> Map.entry(Sql.text(row, 1, UsernameRules.LONGEST), new AccountId(Sql.uuid(row, 2))),
                        usernames)
                .forEach(account -> named.put(account.getKey(), account.getValue()));
        return named;
    }

    Stretch<AccountId> all(@Nullable UUID after, int limit) {
        return sql.stretch(
                "accounts.account",
                limit,
                "select id from accounts.account where id > ? order by id limit ?",
                row -> new AccountId(Sql.uuid(row, 1)),
                after == null ? OLDEST : after);
    }

    /** Empty as well when there is no such account. */
    Optional<String> country(UUID id) {
        return sql
                .list(
                        "select country from accounts.account where id = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        id)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Of the session that was used last. */
    Map<AccountId, String> networks(Collection<UUID> ids) {
        var networks = new HashMap<AccountId, String>();
        sql.list("""
                        select distinct on (account_id) account_id, network from accounts.session
                        where account_id = any(?::uuid[]) order by account_id, last_used_at desc""", row -> Map.entry(new AccountId(Sql.uuid(row, 1)), row.getString(2)), ids)
                .forEach(seen -> networks.put(seen.getKey(), seen.getValue()));
        return networks;
    }

    /** Of accounts that are open. */
    Map<AccountId, Role> rolesOf(Collection<UUID> ids) {
        return sql
                .list(
                        "select id, role from accounts.account where id = any(?::uuid[]) and closed_at is null",
                        row -> Map.entry(new AccountId(Sql.uuid(row, 1)), Role.fromStored(row.getString(2))),
                        ids)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Locks the row only when it says so: many may follow one public account at once, and none waits. */
    Set<AccountId> privateAmong(Collection<UUID> ids) {
        return Set.copyOf(sql.list(
                "select id from accounts.account where id = any(?::uuid[]) and (private or closed_at is not null or limited_at is not null) for share",
                row -> new AccountId(Sql.uuid(row, 1)),
                ids));
    }

    @Nullable AccountEntity lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    @Nullable AccountEntity byUsername(String username) {
        return find("username", username).firstResult();
    }

    @Nullable AccountEntity byEmail(String email) {
        return find("email", email).firstResult();
    }

    boolean hasUsername(String username) {
        return count("username", username) > 0;
    }

    boolean hasEmail(String email) {
        return count("email", email) > 0;
    }

    /** Adds a new row and writes what changed, now: two people may want the same name at the same moment, and the index decides. */
    void write(AccountEntity account) {
        try {
            persistAndFlush(account);
        } catch (ConstraintViolationException e) {
            throw refusal(e);
        }
    }

    /** For processes that start side by side: one of them adds it, and none fails. */
    boolean addUnlessThere(AccountEntity account) {
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(hashtext('accounts.first_admin'))")
                .getSingleResult();
        var email = account.email();
        if (hasUsername(account.username()) || email != null && hasEmail(email)) {
            return false;
        }
        write(account);
        return true;
    }

    private static Found row(ResultSet row) throws SQLException {
        var account = new Account(
                new AccountId(Sql.uuid(row, 1)),
                Sql.text(row, 2, UsernameRules.LONGEST),
                Sql.text(row, 3, ProfileRules.LONGEST_NAME),
                Sql.text(row, 4, ProfileRules.LONGEST_BIOGRAPHY),
                null,
                row.getBoolean(5),
                row.getBoolean(6),
                Sql.instant(row, 7));
        return new Found(account, row.getBoolean(8));
    }

    private static RuntimeException refusal(ConstraintViolationException violation) {
        var constraint = violation.getConstraintName();
        if ("account_username_key".equals(constraint)) {
            return Taken.username();
        }
        return "account_email_key".equals(constraint) ? Taken.email() : violation;
    }
}
