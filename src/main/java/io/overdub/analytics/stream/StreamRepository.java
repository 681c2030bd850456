package io.overdub.analytics.stream;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

@Singleton
class StreamRepository {

    /** A record is kept for 7 days whole, and its slot is needed again on the ninth. */
    private static final int SLOTS = 9;

    private static final Duration KEPT = Duration.ofDays(SLOTS - 1);
    private static final long SECONDS_OF_A_DAY = 86_400;

    /** Around it the slots of two days are in use, by the clocks of other processes. */
    private static final Duration MIDNIGHT = Duration.ofHours(1);

    private static final int MOST_CHARACTERS = 4_000_000;

    record Row(long position, String body) {}

    private final Sql sql;
    private final Clock clock;

    StreamRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * One statement: it takes the lock before it takes positions and gives it back after the commit, so that positions become visible in
     * their order; and no process can hold the lock while it thinks of something else.
     */
    void add(List<String> bodies) {
        var now = clock.instant();
        sql.update("""
            with turn as materialized (select pg_advisory_xact_lock(4711, 1))
            insert into analytics.stream (slot, received_at, body)
            select ?, ?, body from turn, unnest(?::text[]) body\
            """, slot(now), now, bodies);
    }

    boolean isAnyAfter(long position) {
        return sql.one(
                "select exists (select 1 from analytics.stream where position > ?)",
                row -> row.getBoolean(1),
                position);
    }

    /** At least one if there is one, and not many more than four megabytes. */
    List<Row> after(long position, int most) {
        return sql.list("""
            select position, body from (
              select position, body, sum(octet_length(body)) over (order by position) - octet_length(body) as before from (
                select position, body from analytics.stream where position > ? order by position limit ?) first) sized
            where before < ? order by position\
            """, row -> new Row(row.getLong(1), row.getString(2)), position, most, MOST_CHARACTERS);
    }

    /** Some of those after a position. */
    List<Row> containing(String word, long position) {
        return sql.list(
                "select position, body from analytics.stream where position > ? and strpos(body, ?) > 0 order by position limit 100",
                row -> new Row(row.getLong(1), row.getString(2)),
                position,
                word);
    }

    void replace(long position, String body) {
        sql.update("update analytics.stream set body = ? where position = ?", body, position);
    }

    Standing standing(long position) {
        return sql.one(
                """
                select coalesce((select position from analytics.stream order by position desc limit 1), 0) - ?,
                  coalesce(extract(epoch from ?::timestamptz -
                    (select received_at from analytics.stream where position > ? order by position limit 1)), 0)::bigint\
                """,
                row -> new Standing(Math.max(0, row.getLong(1)), Math.max(0, row.getLong(2))),
                position,
                clock.instant(),
                position);
    }

    /** The position before the first record that came since then. */
    long before(Instant moment) {
        return sql.one("""
            select coalesce(
              (select min(position) - 1 from analytics.stream where received_at >= ?),
              (select max(position) from analytics.stream), 0)\
            """, row -> row.getLong(1), moment);
    }

    /**
     * Empties the slots of days that are over for good, except of records behind the position: nobody has read those. Where younger ones
     * lie beside them, since nobody looked for a day or two, and where some may come in meanwhile, only the old ones go.
     */
    void trim(long position) {
        var now = clock.instant();
        var horizon = now.minus(KEPT);
        for (var slot = 0; slot < SLOTS; slot++) {
            var table = "analytics.stream_" + slot;
            if (!isInUse(slot, now) && isOver(table, horizon, position)) {
                sql.update("truncate " + table);
            } else {
                sql.update("delete from " + table + " where received_at < ? and position <= ?", horizon, position);
            }
        }
    }

    private static boolean isInUse(int slot, Instant now) {
        return slot == slot(now) || slot == slot(now.plus(MIDNIGHT)) || slot == slot(now.minus(MIDNIGHT));
    }

    private boolean isOver(String table, Instant horizon, long position) {
        return sql.one(
                "select exists (select 1 from " + table + ") and not exists (select 1 from " + table
                        + " where received_at >= ? or position > ?)",
                row -> row.getBoolean(1),
                horizon,
                position);
    }

    private static int slot(Instant at) {
        return (int) (at.getEpochSecond() / SECONDS_OF_A_DAY % SLOTS);
    }
}
