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

    /** @param locked false when another transaction holds the lock */
    record Claim(boolean locked, @Nullable Row known) {}

    private final Sql sql;
    private final Clock clock;

    IdempotencyRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Locks until the transaction ends. An answer stored while this statement began may stay unseen: {@link #add} tells then. */
    Claim claim(long lock, byte[] id) {
        return sql.one(
                """
                select pg_try_advisory_xact_lock(?), fingerprint, answer
                from (select) one left join edge.stored_answer on id = ?""",
                row -> new Claim(
                        row.getBoolean(1), row.getBytes(2) == null ? null : new Row(row.getBytes(2), row.getBytes(3))),
                lock,
                id);
    }

    /** False when the answer is there already. */
    boolean add(byte[] id, Row row) {
        return sql.update("""
                        insert into edge.stored_answer (id, fingerprint, answer, created_at) values (?, ?, ?, ?)
                        on conflict do nothing""", id, row.fingerprint(), row.answer(), clock.instant()) == 1;
    }

    int deleteBefore(Instant instant, int atMost) {
        return sql.update("""
                delete from edge.stored_answer where id = any(array(
                  select id from edge.stored_answer where created_at < ? order by created_at limit ? for update skip locked))""", instant, atMost);
    }
}
