package io.overdub.uploads;

import io.overdub.accounts.AccountId;
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

    UploadRepository(StatelessSession session) {
        this.session = session;
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

    /** Until the transaction ends, nobody changes it; others may read it so too. */
    Optional<UploadEntity> share(UploadId id) {
        return Optional.ofNullable(session.get(UploadEntity.class, id.value(), LockMode.PESSIMISTIC_READ));
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

    /** Locks what has waited longest for work, leaving out what somebody else looks at. */
    Optional<UploadEntity> lockNextToWorkOn(Instant now) {
        return session
                .createSelectionQuery(
                        "from UploadEntity where workState = WAITING and workDueAt <= ?1 order by workDueAt",
                        UploadEntity.class)
                .setParameter(1, now)
                .setMaxResults(1)
                .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .list()
                .stream()
                .findFirst();
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
