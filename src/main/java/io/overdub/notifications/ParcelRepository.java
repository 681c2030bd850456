package io.overdub.notifications;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is left to send of broadcasts. */
@Singleton
class ParcelRepository {

    private final Sql sql;

    ParcelRepository(Sql sql) {
        this.sql = sql;
    }

    void add(UUID id, UUID broadcast, List<UUID> devices, int tries, Instant due) {
        sql.update(
                "insert into notifications.parcel (id, broadcast_id, devices, tries, due_at) values (?, ?, ?::uuid[], ?, ?)",
                id,
                broadcast,
                devices,
                tries,
                due);
    }

    /** The first that is due of this broadcast; nobody else gets it until the lease ends. */
    Optional<Parcel> take(BroadcastRepository.Due of, UUID lease, Instant now, Instant until) {
        return sql
                .list(
                        """
                        update notifications.parcel set lease = ?, due_at = ? where id = (
                          select id from notifications.parcel where broadcast_id = ? and due_at <= ?
                          order by due_at, id limit 1 for update)
                        returning id, devices, tries, done""",
                        row -> new Parcel(
                                Sql.uuid(row, 1),
                                of.id(),
                                of.news(),
                                of.state() == Broadcast.State.CANCELLED,
                                ids(row, 2),
                                row.getInt(3),
                                row.getInt(4),
                                lease),
                        lease,
                        until,
                        of.id(),
                        now)
                .stream()
                .findFirst();
    }

    boolean isLeftOf(UUID broadcast) {
        return !sql.list(
                        "select 1 from notifications.parcel where broadcast_id = ? limit 1",
                        row -> row.getInt(1),
                        broadcast)
                .isEmpty();
    }

    void renew(Collection<UUID> leases, Instant until) {
        sql.update("update notifications.parcel set due_at = ? where lease = any(?::uuid[])", until, leases);
    }

    /**
     * A part is settled, and some of its devices are another parcel's from now on. In one statement, for this is done for every 20 pushes;
     * the lease is renewed by itself.
     *
     * @param next the id of that parcel, if there are any @param due when it is
     * @return none when the parcel is somebody else's by now
     */
    Optional<Clearance> settle(Parcel parcel, int part, Tally tally, List<UUID> again, UUID next, Instant due) {
        return sql
                .list(
                        """
                        with settled as (
                          update notifications.parcel set done = done | ?, delivered = delivered + ?, suppressed = suppressed + ?,
                            failed = failed + ?, dead = dead + ?, unknown = unknown + ?
                          where id = ? and lease = ? returning broadcast_id),
                        added as (
                          insert into notifications.parcel (id, broadcast_id, devices, tries, due_at)
                          select ?::uuid, broadcast_id, left_over.devices, ?, ?::timestamptz
                          from settled, (select ?::uuid[]) left_over (devices) where cardinality(left_over.devices) > 0)
                        select d.version, b.state = 'running'
                        from settled s join notifications.broadcast b on b.id = s.broadcast_id cross join notifications.dial d""",
                        row -> Clearance.now(row.getInt(1), row.getBoolean(2)),
                        1 << part,
                        tally.delivered(),
                        tally.suppressed(),
                        tally.failed(),
                        tally.dead(),
                        tally.unknown(),
                        parcel.id(),
                        parcel.lease(),
                        next,
                        parcel.tries() + 1,
                        due,
                        again)
                .stream()
                .findFirst();
    }

    void release(Parcel parcel, Instant now) {
        sql.update(
                "update notifications.parcel set lease = null, due_at = ? where id = ? and lease = ?",
                now,
                parcel.id(),
                parcel.lease());
    }

    /**
     * What it came to; null when it is somebody else's by now. In a transaction that need not wait for the disk: what is forgotten in a crash
     * of PostgreSQL is a parcel of which all is settled, and is removed again.
     */
    @Nullable Tally remove(Parcel parcel) {
        return sql
                .list(
                        """
                        delete from notifications.parcel
                        using (select set_config('synchronous_commit', 'off', true)) unhurried where id = ? and lease = ?
                        returning delivered, suppressed, failed, dead, unknown""",
                        row -> new Tally(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)),
                        parcel.id(),
                        parcel.lease())
                .stream()
                .findFirst()
                .orElse(null);
    }

    static List<UUID> ids(ResultSet row, int column) throws SQLException {
        return Arrays.asList((UUID[]) row.getArray(column).getArray());
    }
}
