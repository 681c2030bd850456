package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.analytics.Reception;
import io.overdub.kernel.Ids;
import io.overdub.kernel.LaggingSql;
import io.overdub.kernel.Sql;
import io.overdub.quotes.QuoteId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads dubs to choose from. The states stand here as they stand in the partial indexes. */
@Singleton
class CandidateRepository {

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final UUID FIRST = new UUID(0, 0);
    private static final Duration LEEWAY = Duration.ofHours(1);
    private static final String USES = """
            select id, author_id, quote_id,
                   deleted_at is null and visibility = 'public' and state = 'published', published_at
            from dubs.dub where true""";
    private static final String COLUMNS =
            "id, author_id, quote_id, likes, comments, duration_ms, published_at, plays, views, finishes, shares";

    /** What somebody has liked, or made. */
    record Trace(AccountId author, QuoteId quote, boolean liked) {}

    private final Sql sql;
    private final LaggingSql lagging;

    CandidateRepository(Sql sql, LaggingSql lagging) {
        this.sql = sql;
        this.lagging = lagging;
    }

    List<Candidate> withIds(Collection<UUID> ids) {
        return sql.readable(
                DubRow.TABLE,
                "select " + COLUMNS + " from dubs.dub"
                        + " where id = any(?::uuid[]) and deleted_at is null and visibility <> 'private'"
                        + " and state = 'published'",
                CandidateRepository::candidate,
                ids);
    }

    List<Candidate> popular(int window, int mostLiked, int newest) {
        return sql.readable(
                DubRow.TABLE, """
                with recent as materialized (
                  select %1$s from dubs.dub
                  where deleted_at is null and visibility = 'public' and state = 'published' order by id desc limit ?)
                (select %1$s from recent order by likes desc, id desc limit ?)
                union
                (select %1$s from recent order by id desc limit ?)""".formatted(COLUMNS), CandidateRepository::candidate, window, mostLiked, newest);
    }

    List<Candidate> newestOf(Collection<UUID> quotes, int each) {
        return sql.readable(DubRow.TABLE, """
                select dub.* from unnest(?::uuid[]) quote
                cross join lateral (
                  select %s from dubs.dub
                  where quote_id = quote and deleted_at is null and visibility <> 'private'
                    and visibility = 'public' and state = 'published'
                  order by id desc limit ?) dub""".formatted(COLUMNS), CandidateRepository::candidate, quotes, each);
    }

    List<Candidate> popularOf(UUID quote, int mostLiked, int newest) {
        return sql.readable(
                DubRow.TABLE, """
                (select %1$s from dubs.dub
                 where quote_id = ? and deleted_at is null and visibility <> 'private'
                   and visibility = 'public' and state = 'published'
                 order by like_level desc, id desc limit ?)
                union
                (select %1$s from dubs.dub
                 where quote_id = ? and deleted_at is null and visibility <> 'private'
                   and visibility = 'public' and state = 'published'
                 order by id desc limit ?)""".formatted(COLUMNS), CandidateRepository::candidate, quote, mostLiked, quote, newest);
    }

    List<Candidate> tagged(String tag, int newest) {
        return sql.readable(DubRow.TABLE, """
                select %s from dubs.dub_tag join dubs.dub on id = dub_id
                where tag = ? and deleted_at is null and visibility = 'public' and state = 'published'
                order by dub_id desc limit ?""".formatted(COLUMNS), CandidateRepository::candidate, tag, newest);
    }

    List<UUID> newestOf(UUID quote, @Nullable UUID before, int limit) {
        return sql.list("""
                select id from dubs.dub
                where quote_id = ? and deleted_at is null and visibility <> 'private'
                  and visibility = 'public' and state = 'published' and id < ?
                order by id desc limit ?""", row -> Sql.uuid(row, 1), quote, before == null ? NEWEST : before, limit);
    }

    List<UUID> newestTagged(String tag, @Nullable UUID before, int limit) {
        return sql.list("""
                select id from dubs.dub_tag join dubs.dub on id = dub_id
                where tag = ? and dub_id < ? and deleted_at is null and visibility = 'public' and state = 'published'
                order by dub_id desc limit ?""", row -> Sql.uuid(row, 1), tag, before == null ? NEWEST : before, limit);
    }

    /** Of dubs that have been there for long. */
    Map<AccountId, Double> usualLikes(Collection<UUID> authors, Instant before) {
        var usual = new HashMap<AccountId, Double>();
        lagging.list("""
                        select author, avg(likes)::float8 from unnest(?::uuid[]) author
                        cross join lateral (
                          select likes from dubs.dub
                          where author_id = author and deleted_at is null and published_at < ? order by id desc limit 20) dub
                        group by author""", row -> Map.entry(new AccountId(Sql.uuid(row, 1)), row.getDouble(2)), authors, before)
                .forEach(author -> usual.put(author.getKey(), author.getValue()));
        return usual;
    }

    List<AccountId> creatorsAmong(Collection<UUID> people) {
        return sql.list("""
                select person from unnest(?::uuid[]) person where exists (
                  select 1 from dubs.dub
                  where author_id = person and deleted_at is null and visibility <> 'private' and state = 'published')""", row -> new AccountId(Sql.uuid(row, 1)), people);
    }

    /** Of hours or days, for jobs: those of the last seconds they hear of by events, or the next time. */
    List<Like> likes(Instant since, Instant until, @Nullable Like after, int limit) {
        return lagging.list(
                """
                select dub_id, account_id, created_at from dubs.dub_like
                where created_at >= ? and created_at < ? and (dub_id, account_id) > (?, ?)
                order by dub_id, account_id limit ?""",
                CandidateRepository::like,
                since,
                until,
                after == null ? FIRST : after.dub().value(),
                after == null ? FIRST : after.account().value(),
                limit);
    }

    /** As with {@link #likes}. */
    List<DubId> commented(Instant since, Instant until, @Nullable UUID after, int limit) {
        return lagging.list(
                """
                select distinct dub_id from dubs.comment
                where created_at >= ? and created_at < ? and dub_id > ? order by dub_id limit ?""", row -> new DubId(Sql.uuid(row, 1)), since, until, after == null ? FIRST : after, limit);
    }

    /** As with {@link #likes}. */
    List<Use> uses(Instant since, @Nullable UUID after, int limit) {
        return lagging.list(
                USES + " and id > ? and published_at >= ? and deleted_at is null and visibility = 'public'"
                        + " and state = 'published' order by id limit ?",
                CandidateRepository::use,
                after == null ? firstOf(since) : after,
                since,
                limit);
    }

    List<Use> usesOf(Collection<UUID> dubs) {
        return sql.list(USES + " and id = any(?::uuid[])", CandidateRepository::use, dubs);
    }

    List<Like> likesBy(UUID account, Instant since, int limit) {
        return sql.list("""
                select dub_id, account_id, created_at from dubs.dub_like
                where account_id = ? and created_at >= ? order by created_at desc limit ?""", CandidateRepository::like, account, since, limit);
    }

    List<Use> usesBy(UUID author, Instant since, int limit) {
        return sql.list(
                USES + " and author_id = ? and id > ? and published_at >= ? and deleted_at is null"
                        + " and visibility = 'public' and state = 'published' order by id desc limit ?",
                CandidateRepository::use,
                author,
                firstOf(since),
                since,
                limit);
    }

    Optional<Use> newestUse(UUID quote, UUID author) {
        return sql
                .list(
                        USES + " and author_id = ? and quote_id = ? and deleted_at is null and visibility = 'public'"
                                + " and state = 'published' order by id desc limit 1",
                        CandidateRepository::use,
                        author,
                        quote)
                .stream()
                .findFirst();
    }

    /** Ids begin with the time of their making; clocks of processes differ, so an hour earlier. */
    private static UUID firstOf(Instant since) {
        return Ids.earliest(since.minus(LEEWAY));
    }

    List<UUID> newest(@Nullable UUID before, int limit) {
        return sql.list(
                "select id from dubs.dub where deleted_at is null and visibility = 'public' and state = 'published' and id < ?"
                        + " order by id desc limit ?",
                row -> Sql.uuid(row, 1),
                before == null ? NEWEST : before,
                limit);
    }

    /** Since then, the newest first, likes before dubs. */
    List<Trace> tracesOf(UUID account, Instant since, int likes, int dubs) {
        return sql.readable(
                DubRow.TABLE,
                """
                (select d.id, d.author_id, d.quote_id, true
                 from (select dub_id, created_at from dubs.dub_like where account_id = ? and created_at >= ?
                       order by created_at desc limit ?) l
                 join dubs.dub d on d.id = l.dub_id
                 order by l.created_at desc)
                union all
                (select id, author_id, quote_id, false
                 from dubs.dub where author_id = ? and deleted_at is null and published_at >= ? order by id desc limit ?)""",
                row -> new Trace(new AccountId(Sql.uuid(row, 2)), new QuoteId(Sql.uuid(row, 3)), row.getBoolean(4)),
                account,
                since,
                likes,
                account,
                since,
                dubs);
    }

    private static Like like(ResultSet row) throws SQLException {
        return new Like(new DubId(Sql.uuid(row, 1)), new AccountId(Sql.uuid(row, 2)), Sql.instant(row, 3));
    }

    private static Use use(ResultSet row) throws SQLException {
        return new Use(
                new DubId(Sql.uuid(row, 1)),
                new AccountId(Sql.uuid(row, 2)),
                new QuoteId(Sql.uuid(row, 3)),
                row.getBoolean(4),
                Sql.instant(row, 5));
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                new DubId(Sql.uuid(row, 1)),
                new AccountId(Sql.uuid(row, 2)),
                new QuoteId(Sql.uuid(row, 3)),
                Sql.number(row, 4, 0),
                Sql.number(row, 5, 0),
                Sql.number(row, 8, 0),
                new Reception(0, Sql.number(row, 9, 0), Sql.number(row, 10, 0), 0).completion(),
                Sql.number(row, 11, 0),
                Sql.number(row, 6, 0),
                Sql.instant(row, 7));
    }
}
