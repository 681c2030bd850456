package io.overdub.edge;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rows of stored answers. All but {@link #deleteBefore} work in the caller's transaction. */
@Singleton
class IdempotencyRepository {

    record Row(byte[] fingerprint, byte[] answer) {}

    private final Sql sql;
    private final Clock clock;

    IdempotencyRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Until the transaction ends; false when another one holds it. */
    boolean tryLock(long lock) {
        return sql.one("select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), lock);
    }

    /** To be asked with the lock held, in a statement of its own: only then is the row of an earlier holder surely seen. */
    @Nullable Row find(byte[] id) {
        var found = sql.list(
                "select fingerprint, answer from edge.stored_answer where id = ?",
                row -> new Row(row.getBytes(1), row.getBytes(2)),
                (Object) id);
        return found.isEmpty() ? null : found.get(0);
    }

    void add(byte[] id, Row row) {
        sql.update(
                "insert into edge.stored_answer (id, fingerprint, answer, created_at) values (?, ?, ?, ?)",
                id,
                row.fingerprint(),
                row.answer(),
                clock.instant());
    }

    int deleteBefore(Instant instant, int atMost) {
        return sql.update("""
                delete from edge.stored_answer where id in (
                  select id from edge.stored_answer where created_at < ? order by created_at limit ? for update skip locked)""", instant, atMost);
    }
}
