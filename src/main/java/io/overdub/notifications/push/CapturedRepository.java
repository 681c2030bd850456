package io.overdub.notifications.push;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pushes that were kept instead of sent, for as long as they matter. */
@Singleton
public class CapturedRepository {

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final int LONGEST = 4_096;

    private final Sql sql;
    private final Ids ids;
    private final Clock clock;

    CapturedRepository(Sql sql, Ids ids, Clock clock) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    void addEndpoint(String endpoint) {
        sql.update(
                "insert into notifications.captured_endpoint (endpoint) values (?) on conflict do nothing", endpoint);
    }

    void removeEndpoint(String endpoint) {
        sql.update("delete from notifications.captured_endpoint where endpoint = ?", endpoint);
    }

    /** False when there is no such endpoint. */
    boolean add(Platform platform, String endpoint, Message message) {
        return sql.update(
                        """
                        insert into notifications.captured
                          (id, at, endpoint, platform, push_id, topic, title, body, link, collapse_key, life_ms, urgent)
                        select ?::uuid, ?::timestamptz, endpoint, ?, ?, ?, ?, ?, ?, ?, ?, ?
                        from notifications.captured_endpoint where endpoint = ?""",
                        ids.next(),
                        clock.instant(),
                        platform.stored(),
                        message.id(),
                        message.topic(),
                        message.title(),
                        message.body(),
                        message.link(),
                        message.collapseKey(),
                        message.life().toMillis(),
                        message.urgent(),
                        endpoint)
                > 0;
    }

    /** Newest first. @param endpoints only what went there; null: everything */
    public Stretch<Captured> newest(@Nullable Collection<String> endpoints, @Nullable UUID before, int limit) {
        var start = before == null ? NEWEST : before;
        var columns =
                "select id, at, endpoint, platform, push_id, topic, title, body, link, collapse_key, life_ms, urgent"
                        + " from notifications.captured where id < ?";
        return endpoints == null
                ? sql.stretch(
                        "notifications.captured",
                        limit,
                        columns + " order by id desc limit ?",
                        CapturedRepository::row,
                        start)
                : sql.stretch(
                        "notifications.captured",
                        limit,
                        columns + " and endpoint = any(?::text[]) order by id desc limit ?",
                        CapturedRepository::row,
                        start,
                        endpoints);
    }

    public int forget(Instant before, int limit) {
        return sql.update("""
                delete from notifications.captured where id = any(array(
                  select id from notifications.captured where at < ? order by id limit ?))""", before, limit);
    }

    private static Captured row(ResultSet row) throws SQLException {
        return new Captured(
                Sql.uuid(row, 1),
                Sql.instant(row, 2),
                Sql.text(row, 3, LONGEST),
                Platform.fromStored(Sql.text(row, 4, LONGEST)),
                Sql.text(row, 5, LONGEST),
                Sql.text(row, 6, LONGEST),
                Sql.text(row, 7, LONGEST),
                Sql.text(row, 8, LONGEST),
                Sql.text(row, 9, LONGEST),
                Sql.text(row, 10, LONGEST),
                Sql.number(row, 11, 0),
                row.getBoolean(12));
    }
}
