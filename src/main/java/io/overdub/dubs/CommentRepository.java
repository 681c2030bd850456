package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Comments; rows without behaviour, hence without an entity. Who writes here holds the lock of the dub, so that its counter, those of its
 * threads and what is said of them come one after the other; likes need none. A counter that drifted stops at 0 until it is mended: it
 * must keep nobody from taking something back.
 */
@Singleton
class CommentRepository {

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final UUID OLDEST = new UUID(0, 0);
    private static final int LENGTH_OF_ID = 36;
    private static final String ROWS = """
            select id, dub_id, author_id, thread_id, reply_to, text, hidden, likes, replies, created_at,
                   (select true from dubs.comment_like where comment_id = id and account_id = ?::uuid)
            from dubs.comment where deleted_at is null""";

    /** Hidden ones are for the author of the dub, and for whoever wrote them. */
    private static final String SHOWN = " and (not hidden or ? or author_id = ?::uuid)";

    private final Sql sql;

    CommentRepository(Sql sql) {
        this.sql = sql;
    }

    /** The first comments of threads but for the pinned one, the newest first. */
    Stretch<CommentRow> threads(DubRow dub, @Nullable AccountId viewer, @Nullable UUID before, int limit) {
        return sql.stretch(
                CommentRow.TABLE,
                limit,
                ROWS + SHOWN
                        + " and dub_id = ? and thread_id is null and id is distinct from ?::uuid and id < ?"
                        + " order by id desc limit ?",
                CommentRepository::row,
                valueOf(viewer),
                dub.author().equals(viewer),
                valueOf(viewer),
                dub.id(),
                dub.pinned(),
                before == null ? NEWEST : before);
    }

    /** The oldest first. */
    Stretch<CommentRow> replies(
            CommentId thread, DubRow dub, @Nullable AccountId viewer, @Nullable UUID after, int limit) {
        return sql.stretch(
                CommentRow.TABLE,
                limit,
                ROWS + SHOWN + " and thread_id = ? and id > ? order by id limit ?",
                CommentRepository::row,
                valueOf(viewer),
                dub.author().equals(viewer),
                valueOf(viewer),
                thread.value(),
                after == null ? OLDEST : after);
    }

    /** The comment, and the first one of the thread in which it stands; as far as they are not hidden from the viewer. */
    List<CommentRow> withThread(CommentId id, DubRow dub, @Nullable AccountId viewer) {
        return sql.readable(
                CommentRow.TABLE,
                ROWS + SHOWN + " and dub_id = ? and id in (?, (select thread_id from dubs.comment where id = ?))",
                CommentRepository::row,
                valueOf(viewer),
                dub.author().equals(viewer),
                valueOf(viewer),
                dub.id(),
                id.value(),
                id.value());
    }

    /** Whoever it is hidden from. */
    Optional<CommentRow> find(CommentId id, DubId dub, @Nullable AccountId viewer) {
        return sql
                .readable(
                        CommentRow.TABLE,
                        ROWS + " and id = ? and dub_id = ?",
                        CommentRepository::row,
                        valueOf(viewer),
                        id.value(),
                        dub.value())
                .stream()
                .findFirst();
    }

    /** Also when its text cannot be read. */
    boolean isThere(CommentId id, DubId dub) {
        return !sql.list(
                        "select 1 from dubs.comment where id = ? and dub_id = ? and deleted_at is null",
                        row -> row.getInt(1),
                        id.value(),
                        dub.value())
                .isEmpty();
    }

    /** How many stand in a thread, hidden ones too; at most so many are counted. */
    int repliesIn(CommentId thread, int most) {
        return sql.one("""
                select count(*) from (
                  select 1 from dubs.comment where thread_id = ? and deleted_at is null limit ?) counted""", row -> row.getInt(1), thread.value(), most);
    }

    boolean isBy(CommentId id, AccountId author) {
        return !sql.list(
                        "select 1 from dubs.comment where id = ? and author_id = ?",
                        row -> row.getInt(1),
                        id.value(),
                        author.value())
                .isEmpty();
    }

    Map<UUID, List<Mention>> mentions(Collection<UUID> comments) {
        var mentions = new HashMap<UUID, List<Mention>>();
        sql.readable(
                        "dubs.mention",
                        """
                        select comment_id, account_id, start_at, length from dubs.mention
                        where comment_id = any(?::uuid[]) order by comment_id, start_at""",
                        row -> Map.entry(
                                Sql.uuid(row, 1),
                                new Mention(
                                        new AccountId(Sql.uuid(row, 2)),
                                        Math.toIntExact(Sql.number(row, 3, 0)),
                                        Math.toIntExact(Sql.number(row, 4, 1)))),
                        comments)
                .forEach(mention -> mentions.computeIfAbsent(mention.getKey(), id -> new ArrayList<>())
                        .add(mention.getValue()));
        return mentions;
    }

    /** When this person wrote this text under this dub, in whatever case, the latest first; deleted ones count. */
    List<Instant> saidSince(Instant since, Remark remark, int most) {
        return sql.list(
                """
                select created_at from dubs.comment
                where author_id = ? and created_at > ? and dub_id = ? and lower(text) = lower(?)
                order by created_at desc limit ?""",
                row -> Sql.instant(row, 1),
                remark.author().value(),
                since,
                remark.dub().value(),
                remark.text(),
                most);
    }

    /** Counted in the statement that adds it; in a hidden thread it is hidden as well. */
    void add(CommentId id, Remark remark, Instant at) {
        var thread = valueOf(remark.thread());
        sql.update(
                """
                with added as (
                  insert into dubs.comment (id, dub_id, author_id, thread_id, reply_to, text, created_at)
                  values (?, ?, ?, ?::uuid, ?::uuid, ?, ?)),
                head as (update dubs.comment set replies = replies + 1 where id = ?::uuid returning hidden)
                update dubs.dub set comments = comments + 1
                where id = ? and not exists (select 1 from head where hidden)""",
                id.value(),
                remark.dub().value(),
                remark.author().value(),
                thread,
                remark.answered() == null ? null : remark.answered().id(),
                remark.text(),
                at,
                thread,
                remark.dub().value());
        mention(id, remark.mentions());
    }

    private void mention(CommentId id, List<Mention> mentions) {
        if (!mentions.isEmpty()) {
            sql.update(
                    """
                    insert into dubs.mention (comment_id, start_at, length, account_id)
                    select ?, start_at, length, account_id
                    from unnest(?::bigint[], ?::bigint[], ?::uuid[]) m (start_at, length, account_id)""",
                    id.value(),
                    mentions.stream().map(mention -> (long) mention.start()).toList(),
                    mentions.stream().map(mention -> (long) mention.length()).toList(),
                    mentions.stream()
                            .map(mention -> mention.accountId().value())
                            .toList());
        }
    }

    /**
     * With its replies, when it begins a thread. Counted in the statement that takes them away.
     *
     * @return those that everybody has seen
     */
    List<CommentGone> delete(CommentId id, DubId dub, Instant at) {
        return sql.list(
                """
                with gone as (
                  update dubs.comment set deleted_at = ?, replies = 0
                  where (id = ? or thread_id = ?) and dub_id = ? and deleted_at is null
                  returning id, author_id, thread_id, hidden),
                head as (
                  update dubs.comment set replies = greatest(0, replies - 1)
                  where id = (select thread_id from gone where id = ? and not hidden) returning hidden),
                seen as (
                  select g.id, g.author_id from gone g
                  where not g.hidden and not exists (select 1 from head where hidden)
                    and not exists (select 1 from gone first where first.id = g.thread_id and first.hidden)),
                counted as (
                  update dubs.dub set comments = greatest(0, comments - (select count(*) from seen)),
                                      pinned_comment = nullif(pinned_comment, ?)
                  where id = ?)
                select id, author_id from seen""",
                row -> gone(row, dub),
                at,
                id.value(),
                id.value(),
                dub.value(),
                id.value(),
                id.value(),
                dub.value());
    }

    /**
     * Takes it from everybody's sight, with the replies when it begins a thread; then it is pinned no more. Counted in the same statement.
     *
     * @return those that everybody has seen
     */
    List<CommentGone> hide(CommentId id, DubId dub) {
        return sql.list(turn(true) + """
                counted as (
                  update dubs.dub set comments = greatest(0, comments - (select count(*) from concerned)),
                                      pinned_comment = nullif(pinned_comment, ?)
                  where id = ?)
                select id, author_id from concerned""", row -> gone(row, dub), id.value(), dub.value(), id.value(), dub.value());
    }

    /** @return those that everybody sees again */
    List<CommentId> unhide(CommentId id, DubId dub) {
        return sql.list(
                turn(false) + """
                counted as (update dubs.dub set comments = comments + (select count(*) from concerned) where id = ?)
                select id from concerned""", row -> new CommentId(Sql.uuid(row, 1)), id.value(), dub.value(), dub.value());
    }

    /** Those concerned: itself, unless it stands in a hidden thread, and the replies of its thread that are not hidden themselves. */
    private static String turn(boolean hidden) {
        return """
                with turned as (
                  update dubs.comment set hidden = %1$s
                  where id = ? and dub_id = ? and hidden <> %1$s and deleted_at is null returning id, author_id, thread_id),
                head as (
                  update dubs.comment set replies = greatest(0, replies + %2$d)
                  where id = (select thread_id from turned) returning hidden),
                concerned as (
                  select id, author_id from turned where not exists (select 1 from head where hidden)
                  union all
                  select id, author_id from dubs.comment
                  where thread_id = (select id from turned) and deleted_at is null and not hidden),
                """.formatted(hidden, hidden ? -1 : 1);
    }

    /** False when it is hidden, or a reply. */
    boolean pin(CommentId id, DubId dub) {
        return sql.update("""
                update dubs.dub set pinned_comment = ? where id = ? and exists (
                  select 1 from dubs.comment
                  where comment.id = ? and dub_id = ? and thread_id is null and not hidden and deleted_at is null)""", id.value(), dub.value(), id.value(), dub.value()) > 0;
    }

    void unpin(CommentId id, DubId dub) {
        sql.update(
                "update dubs.dub set pinned_comment = null where id = ? and pinned_comment = ?",
                dub.value(),
                id.value());
    }

    /** What there is to tell of those of these comments that everybody sees. */
    List<CommentAdded> announcements(Collection<CommentId> comments) {
        return sql.list(
                """
                select c.id, c.dub_id, d.author_id, c.author_id, a.author_id,
                       array(select distinct account_id::text from dubs.mention where comment_id = c.id)
                from dubs.comment c
                join dubs.dub d on d.id = c.dub_id
                left join dubs.comment a on a.id = c.reply_to
                left join dubs.comment head on head.id = c.thread_id
                where c.id = any(?::uuid[]) and c.deleted_at is null and not c.hidden and head.hidden is not true
                order by c.id""",
                row -> new CommentAdded(
                        new DubId(Sql.uuid(row, 2)),
                        new AccountId(Sql.uuid(row, 3)),
                        new CommentId(Sql.uuid(row, 1)),
                        new AccountId(Sql.uuid(row, 4)),
                        accountOrNull(row, 5),
                        Sql.texts(row, 6, Mentions.MOST, LENGTH_OF_ID).stream()
                                .map(AccountId::fromString)
                                .toList()),
                comments.stream().map(CommentId::value).toList());
    }

    /** Counts only what it added, in one statement. */
    void like(CommentId id, AccountId account, Instant at) {
        sql.update("""
                with added as (
                  insert into dubs.comment_like (comment_id, account_id, created_at) values (?, ?, ?)
                  on conflict do nothing returning 1)
                update dubs.comment set likes = likes + 1 where id = ? and exists (select 1 from added)""", id.value(), account.value(), at, id.value());
    }

    void unlike(CommentId id, AccountId account) {
        sql.update("""
                with removed as (delete from dubs.comment_like where comment_id = ? and account_id = ? returning 1)
                update dubs.comment set likes = greatest(0, likes - 1) where id = ? and exists (select 1 from removed)""", id.value(), account.value(), id.value());
    }

    private static CommentGone gone(ResultSet row, DubId dub) throws SQLException {
        return new CommentGone(dub, new CommentId(Sql.uuid(row, 1)), new AccountId(Sql.uuid(row, 2)));
    }

    private static CommentRow row(ResultSet row) throws SQLException {
        return new CommentRow(
                Sql.uuid(row, 1),
                new DubId(Sql.uuid(row, 2)),
                new AccountId(Sql.uuid(row, 3)),
                commentOrNull(row, 4),
                commentOrNull(row, 5),
                Sql.text(row, 6, CommentRow.LONGEST),
                row.getBoolean(7),
                Sql.number(row, 8, 0),
                Sql.number(row, 9, 0),
                Sql.instant(row, 10),
                row.getBoolean(11));
    }

    private static @Nullable CommentId commentOrNull(ResultSet row, int column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new CommentId(id);
    }

    private static @Nullable AccountId accountOrNull(ResultSet row, int column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new AccountId(id);
    }

    private static @Nullable UUID valueOf(@Nullable AccountId viewer) {
        return viewer == null ? null : viewer.value();
    }

    private static @Nullable UUID valueOf(@Nullable CommentId comment) {
        return comment == null ? null : comment.value();
    }
}
