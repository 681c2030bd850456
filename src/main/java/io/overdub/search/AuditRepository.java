package io.overdub.search;

import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import io.overdub.search.StaffQuery.By;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff looked for: rows are only ever added. */
@Singleton
class AuditRepository {

    static final int LONGEST = 254;
    private static final UUID NEWEST = new UUID(-1, -1);

    private final Sql sql;

    AuditRepository(Sql sql) {
        this.sql = sql;
    }

    void add(StaffQuery query) {
        sql.update(
                "insert into search.staff_search (id, account_id, by, query, asked_at) values (?, ?, ?, ?, ?)",
                query.id(),
                query.accountId(),
                query.by().stored(),
                query.query(),
                query.askedAt());
    }

    Stretch<StaffQuery> all(@Nullable UUID before, int limit) {
        return sql.stretch(
                "search.staff_search",
                limit,
                "select id, account_id, by, query, asked_at from search.staff_search where id < ?"
                        + " order by id desc limit ?",
                row -> new StaffQuery(
                        Sql.uuid(row, 1),
                        Sql.uuid(row, 2),
                        By.fromStored(row.getString(3)),
                        Sql.text(row, 4, LONGEST),
                        Sql.instant(row, 5)),
                before == null ? NEWEST : before);
    }
}
