package io.overdub.dubs;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** Takes away what somebody left here: some rows at a time, whatever they have. */
@Singleton
class ForgetRepository {

    private static final String DELETED = "from dubs.dub where author_id = ? and deleted_at is not null";

    private final Sql sql;

    ForgetRepository(Sql sql) {
        this.sql = sql;
    }

    record Said(CommentId comment, DubId dub) {}

    private record Named(UUID comment, int start, int length, String text) {

        /** In as many characters, so that the places of others stay. */
        String nameless(String said) {
            var end = Math.min(said.length(), start + length);
            return start >= end
                    ? said
                    : said.substring(0, start) + "@" + "_".repeat(end - start - 1) + said.substring(end);
        }
    }

    List<DubId> dubs(UUID author, int limit) {
        return sql.list(
                "select id from dubs.dub where author_id = ? and deleted_at is null order by id limit ?",
                row -> new DubId(Sql.uuid(row, 1)),
                author,
                limit);
    }

    long likesOfDeleted(UUID author, int limit) {
        return sql.update(
                "delete from dubs.dub_like where (dub_id, account_id) in ("
                        + "select dub_id, account_id from dubs.dub_like where dub_id in (select id " + DELETED
                        + ") limit ?)",
                author,
                limit);
    }

    long commentsUnderDeleted(UUID author, int limit) {
        return remove(sql.list(
                "select id from dubs.comment where dub_id in (select id " + DELETED + ") limit ?",
                row -> Sql.uuid(row, 1),
                author,
                limit));
    }

    /** Whose likes and comments are gone. */
    long deleted(UUID author, int limit) {
        return sql.one("""
                with picked as (select id %s limit ?),
                tags as (delete from dubs.dub_tag where dub_id in (select id from picked)),
                gone as (delete from dubs.dub where id in (select id from picked) returning 1)
                select count(*) from gone""".formatted(DELETED), row -> row.getLong(1), author, limit);
    }

    /** Under dubs of others that are there. */
    List<Said> commentsElsewhere(UUID author, int limit) {
        return sql.list(
                """
                select comment.id, dub_id from dubs.comment join dubs.dub on dub.id = dub_id
                where comment.author_id = ? and comment.deleted_at is null and dub.deleted_at is null limit ?""", row -> new Said(new CommentId(Sql.uuid(row, 1)), new DubId(Sql.uuid(row, 2))), author, limit);
    }

    long comments(UUID author, int limit) {
        return remove(sql.list(
                "select id from dubs.comment where author_id = ? limit ?", row -> Sql.uuid(row, 1), author, limit));
    }

    private long remove(List<UUID> comments) {
        sql.update("delete from dubs.mention where comment_id = any(?::uuid[])", comments);
        sql.update("delete from dubs.comment_like where comment_id = any(?::uuid[])", comments);
        return sql.update("delete from dubs.comment where id = any(?::uuid[])", comments);
    }

    long likesOfComments(UUID account, int limit) {
        return sql.one("""
                with gone as (
                  delete from dubs.comment_like where ctid = any(array(
                    select ctid from dubs.comment_like where account_id = ? limit ?)) returning comment_id),
                counted as (update dubs.comment set likes = greatest(0, likes - 1) where id in (select comment_id from gone))
                select count(*) from gone""", row -> row.getLong(1), account, limit);
    }

    long likes(UUID account, int limit) {
        return sql.one("""
                with gone as (
                  delete from dubs.dub_like where ctid = any(array(
                    select ctid from dubs.dub_like where account_id = ? limit ?)) returning dub_id),
                counted as (update dubs.dub set likes = greatest(0, likes - 1) where id in (select dub_id from gone))
                select count(*) from gone""", row -> row.getLong(1), account, limit);
    }

    /** Where others named them, the comment stays without the name. */
    long mentions(UUID account, int limit) {
        var some = sql.list(
                """
                select comment_id, start_at, length, text from dubs.mention join dubs.comment on id = comment_id
                where account_id = ? order by comment_id, start_at limit ? for update of comment""",
                row -> new Named(Sql.uuid(row, 1), row.getInt(2), row.getInt(3), row.getString(4)),
                account,
                limit);
        var texts = new HashMap<UUID, String>();
        for (var named : some) {
            // One comment may name them twice.
            var text = named.nameless(texts.getOrDefault(named.comment(), named.text()));
            texts.put(named.comment(), text);
            sql.update("update dubs.comment set text = ? where id = ?", text, named.comment());
            sql.update(
                    "delete from dubs.mention where comment_id = ? and start_at = ?", named.comment(), named.start());
        }
        return some.isEmpty() ? sql.forget("dubs.mention", "account_id", account, limit) : some.size();
    }
}
