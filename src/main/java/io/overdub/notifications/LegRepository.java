package io.overdub.notifications;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is still to be listed of audiences. */
@Singleton
class LegRepository {

    private static final String ROWS =
            "select id, broadcast_id, due_at, zones, share_from, share_until, reached, held from notifications.leg";

    /** More than there are zones. */
    private static final int MOST = 2_000;

    private static final int LONGEST = 64;

    private final Sql sql;

    LegRepository(Sql sql) {
        this.sql = sql;
    }

    void add(Leg leg) {
        sql.update(
                """
                insert into notifications.leg (id, broadcast_id, due_at, zones, share_from, share_until, reached, held)
                values (?, ?, ?, ?::text[], ?, ?, ?, ?)""",
                leg.id(),
                leg.broadcast(),
                leg.dueAt(),
                leg.zones(),
                leg.shareFrom(),
                leg.shareUntil(),
                leg.reached(),
                leg.held());
    }

    Optional<Leg> due(UUID broadcast, Instant now) {
        return sql
                .list(
                        ROWS + " where broadcast_id = ? and due_at <= ? and not held order by due_at, id limit 1",
                        LegRepository::row,
                        broadcast,
                        now)
                .stream()
                .findFirst();
    }

    List<Leg> of(UUID broadcast) {
        return sql.list(ROWS + " where broadcast_id = ?", LegRepository::row, broadcast);
    }

    void advance(Leg leg, UUID reached) {
        sql.update("update notifications.leg set reached = ? where id = ?", reached, leg.id());
    }

    void remove(Leg leg) {
        sql.update("delete from notifications.leg where id = ?", leg.id());
    }

    void letGo(UUID broadcast) {
        sql.update("update notifications.leg set held = false where broadcast_id = ?", broadcast);
    }

    private static Leg row(ResultSet row) throws SQLException {
        return new Leg(
                Sql.uuid(row, 1),
                Sql.uuid(row, 2),
                Sql.instant(row, 3),
                zones(row, 4),
                row.getInt(5),
                row.getInt(6),
                Sql.uuid(row, 7),
                row.getBoolean(8));
    }

    private static @Nullable List<String> zones(ResultSet row, int column) throws SQLException {
        return row.getArray(column) == null ? null : Sql.texts(row, column, MOST, LONGEST);
    }
}
