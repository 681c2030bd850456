package io.overdub.accounts;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<SessionEntity, UUID> {

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
        return getEntityManager()
                .createQuery(
                        "select a.role from SessionEntity s join AccountEntity a on a.id = s.accountId"
                                + " where s.id = ?1 and s.accountId = ?2 and s.expiresAt > ?3",
                        Role.class)
                .setParameter(1, session)
                .setParameter(2, account)
                .setParameter(3, now)
                .getResultStream()
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
