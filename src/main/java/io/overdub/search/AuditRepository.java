package io.overdub.search;

import io.overdub.kernel.LaggingSql;
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
    private final LaggingSql lagging;

    AuditRepository(Sql sql, LaggingSql lagging) {
        this.sql = sql;
        this.lagging = lagging;
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

    /** Who goes through them looks at days: the last seconds come with the next look. */
    Stretch<StaffQuery> all(@Nullable UUID before, int limit) {
        return lagging.stretch(
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
