package io.overdub.analytics;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

@Singleton
class ExportRepository {

    private final Sql sql;
    private final Clock clock;

    ExportRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Of the days from the first one, or the first that was ever written, those that were not written yet; and those that were, but before they
     * could not change any more, so many days after: unless something of them is over.
     */
    List<LocalDate> due(LocalDate first, LocalDate last, int settledAfter, LocalDate firstWhole) {
        return sql.list(
                """
                select due::date
                from generate_series(
                  least(?::timestamp, (select min(day) from analytics.export)), ?::timestamp, interval '1 day') due
                left join analytics.export on day = due
                where day is null
                  or day >= ?::date and exported_at < due + ? * interval '1 day' and ? >= due + ? * interval '1 day'
                order by 1\
                """,
                row -> row.getObject(1, LocalDate.class),
                first.toString(),
                last.toString(),
                firstWhole.toString(),
                settledAfter,
                clock.instant(),
                settledAfter);
    }

    void put(LocalDate day, long events) {
        sql.update("""
            insert into analytics.export (day, events, exported_at) values (?::date, ?, ?)
            on conflict (day) do update set events = excluded.events, exported_at = excluded.exported_at\
            """, day.toString(), events, clock.instant());
    }

    List<Export> newest(int limit) {
        return sql.list(
                "select day, events, exported_at from analytics.export order by day desc limit ?",
                row -> new Export(row.getObject(1, LocalDate.class).toString(), row.getLong(2), Sql.instant(row, 3)),
                limit);
    }
}
