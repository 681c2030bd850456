package io.overdub.analytics;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Singleton
class SavedQueryRepository {

    private static final String COLUMNS = "select name, sql, note, saved_at from analytics.saved_query";
    private static final int MOST = 500;

    private final Sql sql;
    private final Clock clock;

    SavedQueryRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** By name, the first five hundred. */
    List<SavedQuery> all() {
        return sql.readable(
                "analytics.saved_query", COLUMNS + " order by name limit ?", SavedQueryRepository::read, MOST);
    }

    Optional<SavedQuery> named(String name) {
        return sql.list(COLUMNS + " where name = ?", SavedQueryRepository::read, name).stream()
                .findFirst();
    }

    private static SavedQuery read(ResultSet row) throws SQLException {
        return new SavedQuery(
                Sql.text(row, 1, 64), Sql.text(row, 2, 20_000), Sql.text(row, 3, 500), Sql.instant(row, 4));
    }

    void put(String name, String text, String note, UUID by) {
        sql.update("""
            insert into analytics.saved_query (name, sql, note, by_id, saved_at) values (?, ?, ?, ?, ?)
            on conflict (name) do update set sql = excluded.sql, note = excluded.note, by_id = excluded.by_id,
              saved_at = excluded.saved_at\
            """, name, text, note, by, clock.instant());
    }

    void delete(String name) {
        sql.update("delete from analytics.saved_query where name = ?", name);
    }
}
