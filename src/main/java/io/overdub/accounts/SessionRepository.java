package io.overdub.accounts;

import io.overdub.kernel.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<SessionEntity, UUID> {

    private static final int LONGEST_NETWORK = 50;
    private static final int LONGEST_USER_AGENT = 200;

    private final Sql sql;

    SessionRepository(Sql sql) {
        this.sql = sql;
    }

    @Nullable SessionEntity lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Used last first. @param current the one that is asking */
    List<Session> ofAccount(UUID account, @Nullable UUID current, Instant now, int limit) {
        return sql.readable("accounts.session", """
                select id, created_at, last_used_at, expires_at, network, user_agent, id = ?::uuid
                from accounts.session where account_id = ? and expires_at > ? order by last_used_at desc, id desc limit ?""", SessionRepository::row, current, account, now, limit);
    }

    private static Session row(ResultSet row) throws SQLException {
        return new Session(
                Sql.uuid(row, 1),
                Sql.instant(row, 2),
                Sql.instant(row, 3),
                Sql.instant(row, 4),
                Sql.text(row, 5, LONGEST_NETWORK),
                Sql.text(row, 6, LONGEST_USER_AGENT),
                row.getBoolean(7));
    }

    /** The role of the account while its session lives and it is open, else null. */
    @Nullable Role roleIn(UUID session, UUID account, Instant now) {
        return sql.list("""
                select a.role from accounts.session s join accounts.account a on a.id = s.account_id
                where s.id = ? and s.account_id = ? and s.expires_at > ? and a.closed_at is null""", row -> Role.fromStored(row.getString(1)), session, account, now).stream()
                .findFirst()
                .orElse(null);
    }

    /** Whether it lives; if so, nobody ends it before the end of the transaction. */
    boolean holds(UUID session, UUID account, Instant now) {
        return !sql.list(
                        "select 1 from accounts.session where id = ? and account_id = ? and expires_at > ? for key share",
                        row -> row.getInt(1),
                        session,
                        account,
                        now)
                .isEmpty();
    }

    boolean end(UUID session, UUID account) {
        return delete("id = ?1 and accountId = ?2", session, account) > 0;
    }

    List<UUID> ofAccount(UUID account) {
        return find("select id from SessionEntity where accountId = ?1 order by id", account)
                .project(UUID.class)
                .list();
    }

    /** The ids of those that were used least lately, beyond the number that an account may have. */
    List<UUID> beyond(UUID account, int allowed) {
        return find("select id from SessionEntity where accountId = ?1 order by lastUsedAt desc, id desc", account)
                .range(allowed, allowed + 100)
                .project(UUID.class)
                .list();
    }

    long sweep(Instant now) {
        return delete("expiresAt <= ?1", now);
    }
}
