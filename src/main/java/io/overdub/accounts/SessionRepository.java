package io.overdub.accounts;

import io.overdub.kernel.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<SessionEntity, UUID> {

    private final Sql sql;

    SessionRepository(Sql sql) {
        this.sql = sql;
    }

    @Nullable SessionEntity lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    List<SessionEntity> ofAccount(UUID account, Instant now, int limit) {
        return find("accountId = ?1 and expiresAt > ?2 order by lastUsedAt desc, id desc", account, now)
                .page(0, limit)
                .list();
    }

    /** The role of the account while its session lives, else null. */
    @Nullable Role roleIn(UUID session, UUID account, Instant now) {
        return sql.list("""
                select a.role from accounts.session s join accounts.account a on a.id = s.account_id
                where s.id = ? and s.account_id = ? and s.expires_at > ?""", row -> Role.fromStored(row.getString(1)), session, account, now).stream()
                .findFirst()
                .orElse(null);
    }

    boolean end(UUID session, UUID account) {
        return delete("id = ?1 and accountId = ?2", session, account) > 0;
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
