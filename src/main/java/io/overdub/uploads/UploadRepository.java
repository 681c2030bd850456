package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** Stateless on purpose: a handshake is one insert, and who waits for a state must not be shown a remembered one. */
@ApplicationScoped
class UploadRepository {

    private static final String OPEN = "state in (CREATED, COMPLETING)";
    private static final String CAME_TO_NOTHING = "state in (FAILED, EXPIRED, ABORTED)";

    private final StatelessSession session;
    private final Sql sql;

    UploadRepository(StatelessSession session, Sql sql) {
        this.session = session;
        this.sql = sql;
    }

    /**
     * Until the transaction ends, nobody else opens an upload for this person: what is counted after this holds. A statement of its own,
     * for one that counts sees only what was committed when it began.
     */
    void lockOpening(AccountId owner) {
        sql.one("select pg_advisory_xact_lock(hashtextextended('uploads:' || ?, 0))", row -> owner, owner.toString());
    }

    void insert(UploadEntity upload) {
        session.insert(upload);
    }

    void update(UploadEntity upload) {
        session.update(upload);
    }

    Optional<UploadEntity> find(UploadId id) {
        return Optional.ofNullable(session.get(UploadEntity.class, id.value()));
    }

    /** Until the transaction ends, nobody else changes it. */
    Optional<UploadEntity> lock(UploadId id) {
        return Optional.ofNullable(session.get(UploadEntity.class, id.value(), LockMode.PESSIMISTIC_WRITE));
    }

    /** Counts no further than the limit: what lies beyond makes no difference. */
    int countOpen(AccountId owner, int limit) {
        return session.createSelectionQuery("select id from UploadEntity where ownerId = ?1 and " + OPEN, UUID.class)
                .setParameter(1, owner.value())
                .setMaxResults(limit)
                .list()
                .size();
    }

    /** Locks uploads that were opened before and nobody completes, leaving out those that somebody works on. */
    List<UploadEntity> lockNeverCompleted(Instant openedBefore, Instant now, int limit) {
        return session.createSelectionQuery(
                        "from UploadEntity where " + OPEN
                                + " and createdAt < ?1 and (claimedUntil is null or claimedUntil <= ?2) order by createdAt",
                        UploadEntity.class)
                .setParameter(1, openedBefore)
                .setParameter(2, now)
                .setMaxResults(limit)
                .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .list();
    }

    Set<UploadId> openAmong(Collection<UploadId> ids) {
        var open = session.createSelectionQuery("select id from UploadEntity where id in ?1 and " + OPEN, UUID.class)
                .setParameter(1, ids.stream().map(UploadId::value).toList())
                .list();
        var found = new HashSet<UploadId>();
        open.forEach(id -> found.add(new UploadId(id)));
        return found;
    }

    List<UploadEntity> overBefore(Instant changedBefore, int limit) {
        return session.createSelectionQuery(
                        "from UploadEntity where " + CAME_TO_NOTHING + " and changedAt < ?1 order by changedAt",
                        UploadEntity.class)
                .setParameter(1, changedBefore)
                .setMaxResults(limit)
                .list();
    }

    void remove(Collection<UploadId> ids) {
        session.createMutationQuery("delete from UploadEntity where id in ?1")
                .setParameter(1, ids.stream().map(UploadId::value).toList())
                .executeUpdate();
    }
}
