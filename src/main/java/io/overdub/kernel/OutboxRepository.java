package io.overdub.kernel;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of the outbox, in plain JDBC: each statement is one round trip, and claiming is one statement, so one short transaction. */
@Singleton
class OutboxRepository {

    record Fresh(
            String subscriber,
            String event,
            String payload,
            @Nullable String orderKey) {}

    record Row(long position, String subscriber, String event, String payload, int attempts) {}

    record Health(long waiting, long oldestSeconds, long parked) {}

    /**
     * Claiming a row already schedules its next try, so a crash needs no clean-up and no transaction spans the work. Of rows with an
     * order key only the first that is left can be claimed; parked rows count, which is what keeps the order.
     */
    private static final String CLAIM = """
            update kernel.outbox set attempts = attempts + 1, due_at = ?
            where position in (
              select position from kernel.outbox candidate
              where parked_at is null and due_at <= ? and subscriber = any(?)
                and (order_key is null or not exists (
                  select 1 from kernel.outbox earlier
                  where earlier.subscriber = candidate.subscriber and earlier.order_key = candidate.order_key
                    and earlier.position < candidate.position))
              order by position limit ? for update skip locked)
            returning position, subscriber, event, payload, attempts""";

    private final DataSource database;
    private final Clock clock;

    OutboxRepository(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void add(List<Fresh> rows) {
        run(
                "insert into kernel.outbox (subscriber, event, payload, order_key, due_at, created_at)"
                        + " values (?, ?, ?::jsonb, ?, ?, ?)",
                statement -> {
                    for (var row : rows) {
                        statement.setString(1, row.subscriber());
                        statement.setString(2, row.event());
                        statement.setString(3, row.payload());
                        statement.setString(4, row.orderKey());
                        statement.setTimestamp(5, now());
                        statement.setTimestamp(6, now());
                        statement.addBatch();
                    }
                    return statement.executeBatch();
                });
    }

    List<Row> claim(Collection<String> subscribers, int limit, Duration lease) {
        return run(CLAIM, statement -> {
            statement.setTimestamp(1, Timestamp.from(clock.instant().plus(lease)));
            statement.setTimestamp(2, now());
            statement.setArray(3, statement.getConnection().createArrayOf("text", subscribers.toArray()));
            statement.setInt(4, limit);
            var claimed = new ArrayList<Row>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    claimed.add(new Row(
                            rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getInt(5)));
                }
            }
            claimed.sort((a, b) -> Long.compare(a.position(), b.position()));
            return claimed;
        });
    }

    void done(Collection<Long> positions) {
        run("delete from kernel.outbox where position = any(?)", statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("bigint", positions.toArray()));
            return statement.executeUpdate();
        });
    }

    void retry(long position, Instant dueAt, String error) {
        run("update kernel.outbox set due_at = ?, last_error = ? where position = ?", statement -> {
            statement.setTimestamp(1, Timestamp.from(dueAt));
            statement.setString(2, error);
            statement.setLong(3, position);
            return statement.executeUpdate();
        });
    }

    void park(long position, String error) {
        run("update kernel.outbox set parked_at = ?, last_error = ? where position = ?", statement -> {
            statement.setTimestamp(1, now());
            statement.setString(2, error);
            statement.setLong(3, position);
            return statement.executeUpdate();
        });
    }

    /** Gives claimed rows back without counting the try: they were never begun. */
    void release(Collection<Long> positions) {
        run("update kernel.outbox set due_at = ?, attempts = attempts - 1 where position = any(?)", statement -> {
            statement.setTimestamp(1, now());
            statement.setArray(2, statement.getConnection().createArrayOf("bigint", positions.toArray()));
            return statement.executeUpdate();
        });
    }

    Health health() {
        return run("""
                select count(*) filter (where parked_at is null),
                       coalesce(extract(epoch from ?::timestamptz - min(created_at) filter (where parked_at is null)), 0)::bigint,
                       count(*) filter (where parked_at is not null)
                from kernel.outbox""", statement -> {
            statement.setTimestamp(1, now());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return new Health(rows.getLong(1), Math.max(0, rows.getLong(2)), rows.getLong(3));
            }
        });
    }

    /** Whether anything is due or in its first try; rows that failed and wait for a later try are quiet. */
    boolean busy() {
        return run(
                "select exists (select 1 from kernel.outbox"
                        + " where parked_at is null and (last_error is null or due_at <= ?))",
                statement -> {
                    statement.setTimestamp(1, now());
                    try (var rows = statement.executeQuery()) {
                        rows.next();
                        return rows.getBoolean(1);
                    }
                });
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox cannot reach its table: " + e.getMessage(), e);
        }
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
