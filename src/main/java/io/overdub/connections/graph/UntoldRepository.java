package io.overdub.connections.graph;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@Singleton
class UntoldRepository {

    private final Sql sql;

    UntoldRepository(Sql sql) {
        this.sql = sql;
    }

    void add(Arrow note) {
        sql.update(
                "insert into connections.untold_follow (id, follower_id, followee_id, created_at) values (?, ?, ?, ?)",
                note.id(),
                note.from(),
                note.to(),
                note.at());
    }

    void remove(UUID id) {
        sql.update("delete from connections.untold_follow where id = ?", id);
    }

    /** The oldest first. */
    List<Arrow> before(Instant then, int limit) {
        return sql.list(
                "select id, follower_id, followee_id, created_at from connections.untold_follow"
                        + " where created_at < ? order by created_at limit ?",
                row -> new Arrow(Sql.uuid(row, 1), Sql.uuid(row, 2), Sql.uuid(row, 3), Sql.instant(row, 4)),
                then,
                limit);
    }
}
