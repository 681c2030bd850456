package io.overdub.analytics.queue;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Singleton
class MessageRepository {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int MOST_ATTEMPTS = 8;

    record Row(long id, String body) {}

    private final Sql sql;
    private final Clock clock;

    MessageRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void add(List<String> bodies) {
        var now = clock.instant();
        sql.update("""
            insert into analytics.message (body, due_at, created_at)
            select body, ?, ? from unnest(?::text[]) body\
            """, now, now, bodies);
    }

    List<Row> claim(int most) {
        var now = clock.instant();
        return sql.list("""
                with next as materialized (
                  select id from analytics.message where dead_at is null and due_at <= ?
                  order by id limit ? for update skip locked)
                update analytics.message taken set attempts = attempts + 1, due_at = ? from next
                where taken.id = next.id
                returning taken.id, taken.body\
                """, row -> new Row(row.getLong(1), row.getString(2)), now, most, now.plus(LEASE));
    }

    /** Whoever had them so often was killed each time, or choked. */
    void buryWorn() {
        var now = clock.instant();
        sql.update(
                "update analytics.message set dead_at = ? where dead_at is null and attempts >= ? and due_at <= ?",
                now,
                MOST_ATTEMPTS,
                now);
    }

    int unbury() {
        return sql.update(
                "update analytics.message set dead_at = null, attempts = 0, due_at = ? where dead_at is not null",
                clock.instant());
    }

    void renew(List<Long> ids) {
        sql.update(
                "update analytics.message set due_at = ? where id = any(?::bigint[])",
                clock.instant().plus(LEASE),
                ids);
    }

    void release(List<Long> ids) {
        sql.update(
                "update analytics.message set due_at = ?, attempts = attempts - 1 where id = any(?::bigint[])",
                clock.instant(),
                ids);
    }

    void delete(List<Long> ids) {
        sql.update("delete from analytics.message where id = any(?::bigint[])", ids);
    }

    /** Some of those after an id, the dead ones too. */
    List<Row> containing(String word, long id) {
        return sql.list(
                "select id, body from analytics.message where id > ? and strpos(body, ?) > 0 order by id limit 100",
                row -> new Row(row.getLong(1), row.getString(2)),
                id,
                word);
    }

    void replace(long id, String body) {
        sql.update("update analytics.message set body = ? where id = ?", body, id);
    }

    Depth depth() {
        return sql.one(
                """
                select count(*) filter (where dead_at is null),
                  coalesce(extract(epoch from ?::timestamptz - min(created_at) filter (where dead_at is null)), 0)::bigint,
                  count(*) filter (where dead_at is not null)
                from analytics.message\
                """, row -> new Depth(row.getLong(1), Math.max(0, row.getLong(2)), row.getLong(3)), clock.instant());
    }
}
