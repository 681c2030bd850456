package io.overdub.analytics;

import static java.util.stream.Collectors.toSet;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

@Singleton
class PauseRepository {

    private final Sql sql;
    private final Clock clock;

    PauseRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Set<Stage> paused() {
        return sql
                .list(
                        "select stage from analytics.pause",
                        row -> Stage.valueOf(row.getString(1).toUpperCase(Locale.ROOT)))
                .stream()
                .collect(toSet());
    }

    void add(Stage stage, UUID by) {
        sql.update(
                "insert into analytics.pause (stage, since, by_id) values (?, ?, ?) on conflict do nothing",
                stored(stage),
                clock.instant(),
                by);
    }

    void remove(Stage stage) {
        sql.update("delete from analytics.pause where stage = ?", stored(stage));
    }

    private static String stored(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
