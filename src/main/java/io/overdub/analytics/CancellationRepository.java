package io.overdub.analytics;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

@Singleton
class CancellationRepository {

    /** Far longer than any question may take. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Sql sql;
    private final Clock clock;

    CancellationRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void add(UUID id) {
        sql.update(
                "delete from analytics.cancelled_query where cancelled_at < ?",
                clock.instant().minus(KEPT));
        sql.update(
                "insert into analytics.cancelled_query (id, cancelled_at) values (?, ?) on conflict do nothing",
                id,
                clock.instant());
    }

    boolean has(UUID id) {
        return sql.one(
                "select exists (select 1 from analytics.cancelled_query where id = ?)", row -> row.getBoolean(1), id);
    }
}
