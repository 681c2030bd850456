package io.overdub.search;

import io.overdub.kernel.Sql;
import io.overdub.search.index.Change;
import io.overdub.search.index.Kind;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Numbers for changes, and the documents that were refused. */
@Singleton
class QuarantineRepository {

    private static final String ROWS = "select kind, key, reason, caught_at from search.quarantine";
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

    /** The latest first. */
    List<Quarantined> latest(int limit) {
        return sql.list(ROWS + " order by caught_at desc, kind, key limit ?", QuarantineRepository::quarantined, limit);
    }

    Optional<Quarantined> find(Kind kind, String key) {
        return sql
                .list(ROWS + " where kind = ? and key = ?", QuarantineRepository::quarantined, kind.stored(), key)
                .stream()
                .findFirst();
    }

    private static Quarantined quarantined(ResultSet row) throws SQLException {
        return new Quarantined(
                Kind.fromStored(row.getString(1)), row.getString(2), row.getString(3), Sql.instant(row, 4));
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
