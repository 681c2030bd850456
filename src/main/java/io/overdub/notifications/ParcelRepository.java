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

    /** A part is settled; false when the parcel is somebody else's by now. */
    boolean settle(Parcel parcel, int part, Tally tally, Instant until) {
        return sql.update(
                        """
                        update notifications.parcel set done = done | ?, delivered = delivered + ?, suppressed = suppressed + ?,
                          failed = failed + ?, dead = dead + ?, unknown = unknown + ?, due_at = ?
                        where id = ? and lease = ?""",
                        1 << part,
                        tally.delivered(),
                        tally.suppressed(),
                        tally.failed(),
                        tally.dead(),
                        tally.unknown(),
                        until,
                        parcel.id(),
                        parcel.lease())
                > 0;
    }

    void release(Parcel parcel, Instant now) {
        sql.update(
                "update notifications.parcel set lease = null, due_at = ? where id = ? and lease = ?",
                now,
                parcel.id(),
                parcel.lease());
    }

    /** What it came to; null when it is somebody else's by now. */
    @Nullable Tally remove(Parcel parcel) {
        return sql
                .list(
                        """
                        delete from notifications.parcel where id = ? and lease = ?
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
