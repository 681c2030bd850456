package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.analytics.Reception;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import io.overdub.quotes.QuoteId;
import io.overdub.uploads.UploadId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class DubRepository implements PanacheRepositoryBase<DubEntity, UUID> {

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final String ROWS = """
            select id, author_id, quote_id, caption, tags, visibility, quote_title, attribution, media_key, content_type,
                   duration_ms, width, height, likes, published_at, edited_at,
                   (select true from dubs.dub_like where dub_id = id and account_id = ?::uuid), media_open, licence,
                   state, poster_key, commenting, comments, pinned_comment, plays, views, finishes, shares
            from dubs.dub where deleted_at is null""";

    private final Sql sql;

    DubRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<DubEntity> lockLive(DubId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).filter(dub -> !dub.isDeleted());
    }

    boolean isBy(DubId id, AccountId author) {
        return !sql.list(
                        "select 1 from dubs.dub where id = ? and author_id = ?",
                        row -> row.getInt(1),
                        id.value(),
                        author.value())
                .isEmpty();
    }

    Optional<DubEntity> lockLiveOf(UploadId upload) {
        return find("uploadId", upload.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .filter(dub -> !dub.isDeleted());
    }

    List<DubRow> withIds(Collection<UUID> ids, @Nullable AccountId viewer) {
        if (ids.size() == 1) {
            // As one of a list it takes PostgreSQL a third longer.
            var id = ids.iterator().next();
            return sql.readable(DubRow.TABLE, ROWS + " and id = ?", DubRepository::row, valueOf(viewer), id);
        }
        return sql.readable(DubRow.TABLE, ROWS + " and id = any(?::uuid[])", DubRepository::row, valueOf(viewer), ids);
    }

    Stretch<DubRow> by(
            AccountId author,
            Collection<String> visibilities,
            Collection<String> states,
            @Nullable AccountId viewer,
            @Nullable UUID before,
            int limit) {
        return sql.stretch(
                DubRow.TABLE,
                limit,
                ROWS + " and author_id = ? and visibility = any(?::text[]) and state = any(?::text[]) and id < ?"
                        + " order by id desc limit ?",
                DubRepository::row,
                valueOf(viewer),
                author.value(),
                visibilities,
                states,
                orNewest(before));
    }

    /**
     * Dubs of a quote that others than their author may see: without a viewer the public ones, else also those for followers, of whoever
     * they are. The states stand here as they stand in the partial indexes.
     */
    Stretch<DubRow> of(QuoteId quote, DubOrder order, @Nullable AccountId viewer, @Nullable UUID before, int limit) {
        var shown = ROWS
                + " and visibility <> 'private' and state = 'published' and (?::uuid is not null or visibility = 'public')"
                + " and quote_id = ?";
        return switch (order) {
            case RECENT ->
                sql.stretch(
                        DubRow.TABLE,
                        limit,
                        shown + " and id < ? order by id desc limit ?",
                        DubRepository::row,
                        valueOf(viewer),
                        valueOf(viewer),
                        quote.value(),
                        orNewest(before));
            case TOP ->
                sql.stretch(
                        DubRow.TABLE,
                        limit,
                        shown + " and (like_level, id) < (coalesce((select like_level from dubs.dub where id = ?),"
                                + " 2147483647), ?) order by like_level desc, id desc limit ?",
                        DubRepository::row,
                        valueOf(viewer),
                        valueOf(viewer),
                        quote.value(),
                        orNewest(before),
                        orNewest(before));
        };
    }

    /** How many public dubs each of these quotes has; those without any are not in the answer. */
    Map<QuoteId, Long> publicDubsOf(Collection<QuoteId> quotes) {
        var counts = new HashMap<QuoteId, Long>();
        sql.list(
                        """
                        select quote_id, count(*) from dubs.dub
                        where quote_id = any(?::uuid[]) and deleted_at is null and visibility <> 'private'
                          and visibility = 'public' and state = 'published'
                        group by quote_id""",
                        row -> Map.entry(new QuoteId(Sql.uuid(row, 1)), row.getLong(2)),
                        quotes.stream().map(QuoteId::value).toList())
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    /** Until the running transaction, which has done nothing yet, ends, it sees all tables as they are in this moment. */
    void holdStill() {
        sql.update("set transaction isolation level repeatable read");
    }

    /** The index gives the newest of each author; merging those is cheaper than sorting all that these people ever made. */
    List<UUID> newestShownBy(Collection<UUID> authors, @Nullable UUID before, int limit) {
        return sql.list("""
                select dub.id from unnest(?::uuid[]) author
                cross join lateral (
                  select id from dubs.dub
                  where author_id = author and deleted_at is null and visibility <> 'private' and state = 'published' and id < ?
                  order by id desc limit ?) dub
                order by dub.id desc limit ?""", row -> Sql.uuid(row, 1), authors, orNewest(before), limit, limit);
    }

    /**
     * The dub and its tags, in one statement; false when its upload is another dub already, and then the caller has to roll the tags back. Not
     * by way of the entity, which takes a session, a statement for the tags and one more to read what was written.
     */
    boolean add(DubRow dub, UploadId upload, @Nullable String silentKey) {
        return sql.update(
                        """
                        with tagged as (
                          insert into dubs.dub_tag (tag, dub_id) select tag, ? from unnest(?::text[]) tag)
                        insert into dubs.dub (
                          id, author_id, quote_id, upload_id, caption, tags, visibility, commenting, quote_title, attribution, licence,
                          media_key, content_type, duration_ms, width, height, state, poster_key, silent_key, published_at, version)
                        values (?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                        on conflict (upload_id) do nothing""",
                        dub.id(),
                        dub.tags(),
                        dub.id(),
                        dub.author().value(),
                        dub.quote().value(),
                        upload.value(),
                        dub.caption(),
                        dub.tags(),
                        dub.visibility().stored(),
                        dub.commenting().stored(),
                        dub.quoteTitle(),
                        dub.attribution(),
                        dub.licence(),
                        dub.mediaKey(),
                        dub.contentType(),
                        dub.durationMs(),
                        dub.width(),
                        dub.height(),
                        dub.state().stored(),
                        dub.posterKey(),
                        silentKey,
                        dub.publishedAt())
                == 1;
    }

    /** The same tags as the dub's own row: the lists of dubs with a tag are made of these. */
    void tag(UUID dub, Collection<String> tags) {
        sql.update("delete from dubs.dub_tag where dub_id = ? and tag <> all(?::text[])", dub, tags);
        sql.update(
                "insert into dubs.dub_tag (tag, dub_id) select tag, ? from unnest(?::text[]) tag on conflict do nothing",
                dub,
                tags);
    }

    /** Counts only what it added, in one statement, so that many at once come out right. False when it was there before. */
    boolean like(UUID dub, UUID account, Instant at) {
        return sql.update("""
                with added as (
                  insert into dubs.dub_like (dub_id, account_id, created_at) values (?, ?, ?)
                  on conflict do nothing returning 1)
                update dubs.dub set likes = likes + 1 where id = ? and exists (select 1 from added)""", dub, account, at, dub) > 0;
    }

    /** False when there was nothing to take back. */
    boolean unlike(UUID dub, UUID account) {
        return sql.update("""
                with removed as (delete from dubs.dub_like where dub_id = ? and account_id = ? returning 1)
                update dubs.dub set likes = greatest(0, likes - 1) where id = ? and exists (select 1 from removed)""", dub, account, dub) > 0;
    }

    List<Recount.Count> likeCounts(UUID after, int limit) {
        return sql.list("""
                select id, likes, (select count(*) from dubs.dub_like where dub_id = id)
                from dubs.dub where id > ? order by id limit ?""", row -> new Recount.Count(Sql.uuid(row, 1), row.getLong(2), row.getLong(3)), after, limit);
    }

    long recountLikes(UUID dub) {
        sql.list("select 1 from dubs.dub where id = ? for update", row -> row.getInt(1), dub);
        return sql.update("""
                update dubs.dub set likes = actual.likes
                from (select count(*) likes from dubs.dub_like where dub_id = ?) actual
                where id = ? and dub.likes <> actual.likes""", dub, dub);
    }

    void keepReceptions(Map<UUID, Reception> receptions) {
        var dubs = List.copyOf(receptions.keySet());
        var said = dubs.stream().map(receptions::get).toList();
        sql.update(
                """
                update dubs.dub set plays = now.plays, views = now.views, finishes = now.finishes, shares = now.shares
                from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                  now (dub, plays, views, finishes, shares)
                where id = now.dub""",
                dubs,
                said.stream().map(Reception::plays).toList(),
                said.stream().map(Reception::views).toList(),
                said.stream().map(Reception::finishes).toList(),
                said.stream().map(Reception::shares).toList());
    }

    /** Where the films of dubs are, and where they should be; that of a deleted one is for nobody. */
    Map<DubId, VideoPlace> videoPlaces(Collection<DubId> some) {
        var places = new HashMap<DubId, VideoPlace>();
        sql.list(
                        "select upload_id, media_key, content_type, media_open,"
                                + " visibility = 'public' and state = 'published' and deleted_at is null, poster_key, author_id, id"
                                + " from dubs.dub where id = any(?::uuid[])",
                        row -> Map.entry(
                                new DubId(Sql.uuid(row, 8)),
                                new VideoPlace(
                                        new UploadId(Sql.uuid(row, 1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getBoolean(4),
                                        row.getBoolean(5),
                                        row.getString(6),
                                        new AccountId(Sql.uuid(row, 7)))),
                        some.stream().map(DubId::value).toList())
                .forEach(place -> places.put(place.getKey(), place.getValue()));
        return places;
    }

    /** Those for everybody, in ascending order. */
    List<DubId> openable(AccountId author, UUID after, int limit) {
        return sql.list(
                "select id from dubs.dub where author_id = ? and deleted_at is null and visibility <> 'private'"
                        + " and visibility = 'public' and state = 'published' and id > ? order by id limit ?",
                row -> new DubId(Sql.uuid(row, 1)),
                author.value(),
                after,
                limit);
    }

    /** False when the dub is gone, or not for everybody any more. */
    boolean open(DubId dub) {
        return sql.update(
                        "update dubs.dub set media_open = true"
                                + " where id = ? and visibility = 'public' and state = 'published' and deleted_at is null",
                        dub.value())
                == 1;
    }

    void close(DubId dub) {
        sql.update("update dubs.dub set media_open = false where id = ?", dub.value());
    }

    record VideoPlace(
            UploadId upload,
            String key,
            String contentType,
            boolean open,
            boolean forEverybody,
            @Nullable String posterKey,
            AccountId author) {}

    private static @Nullable UUID valueOf(@Nullable AccountId viewer) {
        return viewer == null ? null : viewer.value();
    }

    private static UUID orNewest(@Nullable UUID before) {
        return before == null ? NEWEST : before;
    }

    private static DubRow row(ResultSet row) throws SQLException {
        return new DubRow(
                Sql.uuid(row, 1),
                new AccountId(Sql.uuid(row, 2)),
                new QuoteId(Sql.uuid(row, 3)),
                Sql.text(row, 4, DubRow.LONGEST_CAPTION),
                Sql.texts(row, 5, Tags.MOST, Tags.LONGEST),
                Visibility.fromStored(Sql.text(row, 6, DubRow.LONGEST_WORD)),
                Sql.text(row, 7, DubRow.LONGEST_TITLE),
                Sql.text(row, 8, DubRow.LONGEST_CREDIT),
                Sql.text(row, 19, DubRow.LONGEST_LICENCE),
                Sql.text(row, 9, DubRow.LONGEST_WORD),
                Sql.text(row, 10, DubRow.LONGEST_WORD),
                Sql.number(row, 11, 0),
                Math.toIntExact(Sql.number(row, 12, 0)),
                Math.toIntExact(Sql.number(row, 13, 0)),
                Sql.number(row, 14, 0),
                Sql.instant(row, 15),
                Sql.instantOrNull(row, 16),
                row.getBoolean(17),
                row.getBoolean(18),
                DubState.fromStored(Sql.text(row, 20, DubRow.LONGEST_WORD)),
                Sql.textOrNull(row, 21, DubRow.LONGEST_WORD),
                Commenting.fromStored(Sql.text(row, 22, DubRow.LONGEST_WORD)),
                Sql.number(row, 23, 0),
                row.getObject(24, UUID.class),
                new Reception(
                        Sql.number(row, 25, 0),
                        Sql.number(row, 26, 0),
                        Sql.number(row, 27, 0),
                        Sql.number(row, 28, 0)));
    }
}
