package io.overdub.search;

import io.overdub.kernel.Sql;
import io.overdub.search.index.Change;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;

/** Numbers for changes, and the documents that were refused. */
@Singleton
class QuarantineRepository {

    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_REASON = 300;

    private final Sql sql;

    QuarantineRepository(Sql sql) {
        this.sql = sql;
    }

    /** Greater than all that were taken before, on whatever process. */
    long nextVersion() {
        return sql.one("select nextval('search.version')", row -> row.getLong(1));
    }

    void add(Change change, String reason, Instant at) {
        sql.update("""
                insert into search.quarantine (kind, key, reason, caught_at) values (?, left(?, ?), left(?, ?), ?)
                on conflict (kind, key) do update set reason = excluded.reason, caught_at = excluded.caught_at""", change.kind().stored(), change.key(), LONGEST_KEY, reason, LONGEST_REASON, at);
    }

    void release(Collection<Change> changes) {
        sql.update(
                """
                delete from search.quarantine
                where (kind, key) in (select kind, key from unnest(?::text[], ?::text[]) fit (kind, key))""",
                changes.stream().map(change -> change.kind().stored()).toList(),
                changes.stream().map(Change::key).toList());
    }
}
