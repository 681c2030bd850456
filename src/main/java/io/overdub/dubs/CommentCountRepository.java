package io.overdub.dubs;

import io.overdub.dubs.Recount.Count;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Counters that stand in rows, beside what they count. */
@Singleton
class CommentCountRepository {

    /** What everybody sees under a dub: a hidden comment takes its replies with it. */
    private static final String OF_DUB = """
            select coalesce(sum(1 + (
              select count(*) from dubs.comment reply
              where reply.thread_id = head.id and reply.deleted_at is null and not reply.hidden)), 0)
            from dubs.comment head
            where head.dub_id = dub.id and head.thread_id is null and head.deleted_at is null and not head.hidden""";

    private static final String OF_THREAD = """
            select count(*) from dubs.comment reply
            where reply.thread_id = comment.id and reply.deleted_at is null and not reply.hidden""";

    private static final String OF_LIKES = "select count(*) from dubs.comment_like where comment_id = comment.id";

    private final Sql sql;

    CommentCountRepository(Sql sql) {
        this.sql = sql;
    }

    List<Count> ofDubs(UUID after, int limit) {
        return counts("dubs.dub", "comments", OF_DUB, after, limit);
    }

    long recountDub(UUID dub) {
        return recount("dubs.dub", "comments", OF_DUB, dub);
    }

    List<Count> ofThreads(UUID after, int limit) {
        return counts("dubs.comment", "replies", OF_THREAD, after, limit);
    }

    long recountThread(UUID comment) {
        return recount("dubs.comment", "replies", OF_THREAD, comment);
    }

    List<Count> ofLikes(UUID after, int limit) {
        return counts("dubs.comment", "likes", OF_LIKES, after, limit);
    }

    long recountLikes(UUID comment) {
        return recount("dubs.comment", "likes", OF_LIKES, comment);
    }

    private List<Count> counts(String table, String counter, String actual, UUID after, int limit) {
        return sql.list(
                "select id, %s, (%s) from %s where id > ? order by id limit ?".formatted(counter, actual, table),
                row -> new Count(Sql.uuid(row, 1), row.getLong(2), row.getLong(3)),
                after,
                limit);
    }

    private long recount(String table, String counter, String actual, UUID id) {
        sql.list("select 1 from %s where id = ? for update".formatted(table), row -> row.getInt(1), id);
        return sql.update(
                "update %1$s set %2$s = (%3$s) where id = ? and %2$s <> (%3$s)".formatted(table, counter, actual), id);
    }
}
