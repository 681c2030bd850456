package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Departed;
import io.overdub.kernel.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    /**
     * What is open is looked for among the uploads of two days: older ones only wait for the sweeper. One range of one index, whatever
     * the statistics say; asked for by state as well, PostgreSQL went through everybody's open uploads.
     */
    private static final String USAGE = """
            select count(*) filter (where state in ('CREATED', 'COMPLETING')),
                   count(*) filter (where counted and created_at >= ? and state <> 'ABORTED'),
                   coalesce(sum(size_bytes) filter (
                       where counted and created_at >= ? and state not in ('FAILED', 'EXPIRED', 'ABORTED')), 0)::bigint
            from uploads.upload
            where owner_id = ? and created_at >= ?::timestamptz - interval '1 day'""";

    /** The state stands as a literal, or a prepared statement would not use the index that names it. */
    private static final String SENT_BEFORE = """
            exists (select 1 from uploads.upload
                    where owner_id = ? and sha256 = ? and size_bytes = ? and kind = ? and content_type = ? and state = 'READY')""";

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

    Usage usage(AccountId owner, Instant dayBegan) {
        return sql.one(
                "select u.*, false from (" + USAGE + ") u",
                UploadRepository::usage,
                dayBegan,
                dayBegan,
                owner.value(),
                dayBegan);
    }

    Usage usage(AccountId owner, Instant dayBegan, Announcement asked) {
        return sql.one(
                "select u.*, " + SENT_BEFORE + " from (" + USAGE + ") u",
                UploadRepository::usage,
                owner.value(),
                asked.sha256(),
                asked.sizeBytes(),
                asked.kind().name(),
                asked.contentType(),
                dayBegan,
                dayBegan,
                owner.value(),
                dayBegan);
    }

    private static Usage usage(ResultSet row) throws SQLException {
        return new Usage(row.getInt(1), row.getInt(2), row.getLong(3), row.getBoolean(4));
    }

    /** The newest other upload of the same person that is ready and has the same bytes. */
    Optional<UploadEntity> readyLike(Claim claim) {
        var expected = claim.expected();
        return session.createSelectionQuery(
                        "from UploadEntity where ownerId = ?1 and sha256 = ?2 and sizeBytes = ?3 and kind = ?4 and contentType = ?5"
                                + " and state = READY and id <> ?6 order by createdAt desc",
                        UploadEntity.class)
                .setParameter(1, claim.owner().value())
                .setParameter(2, expected.sha256())
                .setParameter(3, expected.sizeBytes())
                .setParameter(4, claim.kind())
                .setParameter(5, expected.contentType())
                .setParameter(6, claim.id().value())
                .setMaxResults(1)
                .uniqueResultOptional();
    }

    /** Until the transaction ends, nobody changes it; others may read it so too. */
    Optional<UploadEntity> share(UploadId id) {
        return Optional.ofNullable(session.get(UploadEntity.class, id.value(), LockMode.PESSIMISTIC_READ));
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

    List<UploadEntity> openInPartsAmong(Collection<UploadId> ids) {
        return session.createSelectionQuery(
                        "from UploadEntity where id in ?1 and storageUpload is not null and " + OPEN,
                        UploadEntity.class)
                .setParameter(1, ids.stream().map(UploadId::value).toList())
                .list();
    }

    List<UploadEntity> overBefore(Instant changedBefore, int limit) {
        return session.createSelectionQuery(
                        "from UploadEntity where " + CAME_TO_NOTHING + " and changedAt < ?1 order by changedAt",
                        UploadEntity.class)
                .setParameter(1, changedBefore)
                .setMaxResults(limit)
                .list();
    }

    List<UploadEntity> of(AccountId owner, int limit) {
        return session.createSelectionQuery(
                        "from UploadEntity where ownerId = ?1 order by createdAt", UploadEntity.class)
                .setParameter(1, owner.value())
                .setMaxResults(limit)
                .list();
    }

    List<UploadEntity> readyOf(AccountId owner, UUID after, int limit) {
        return session.createSelectionQuery(
                        "from UploadEntity where ownerId = ?1 and state = READY and id > ?2 order by id",
                        UploadEntity.class)
                .setParameter(1, owner.value())
                .setParameter(2, after)
                .setMaxResults(limit)
                .list();
    }

    /** Locks uploads that are ready since before then, leaving out those that somebody holds. */
    List<UploadEntity> lockUnexamined(Instant readyBefore, int limit) {
        return session.createSelectionQuery(
                        "from UploadEntity where state = READY and not examined and changedAt < ?1 order by changedAt",
                        UploadEntity.class)
                .setParameter(1, readyBefore)
                .setMaxResults(limit)
                .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .list();
    }

    void examined(Collection<UUID> ids) {
        sql.update("update uploads.upload set examined = true where id = any(?::uuid[])", ids);
    }

    void disown(UploadId id) {
        sql.update("update uploads.upload set owner_id = ? where id = ?", Departed.NOBODY, id.value());
    }

    void remove(Collection<UploadId> ids) {
        session.createMutationQuery("delete from UploadEntity where id in ?1")
                .setParameter(1, ids.stream().map(UploadId::value).toList())
                .executeUpdate();
    }
}
