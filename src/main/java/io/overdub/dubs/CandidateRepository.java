package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.quotes.QuoteId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads dubs to choose from. The states stand here as they stand in the partial indexes. */
@Singleton
class CandidateRepository {

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final String COLUMNS = "id, author_id, quote_id, likes, duration_ms, published_at";

    /** What somebody has liked, or made. */
    record Trace(AccountId author, QuoteId quote, boolean liked) {}

    private final Sql sql;

    CandidateRepository(Sql sql) {
        this.sql = sql;
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

    List<UUID> newest(@Nullable UUID before, int limit) {
        return sql.list(
                "select id from dubs.dub where deleted_at is null and visibility = 'public' and state = 'published' and id < ?"
                        + " order by id desc limit ?",
                row -> Sql.uuid(row, 1),
                before == null ? NEWEST : before,
                limit);
    }

    /** The newest first, likes before dubs. */
    List<Trace> tracesOf(UUID account, int likes, int dubs) {
        return sql.readable(
                DubRow.TABLE,
                """
                (select d.id, d.author_id, d.quote_id, true
                 from (select dub_id, created_at from dubs.dub_like where account_id = ?
                       order by created_at desc limit ?) l
                 join dubs.dub d on d.id = l.dub_id
                 order by l.created_at desc)
                union all
                (select id, author_id, quote_id, false
                 from dubs.dub where author_id = ? and deleted_at is null order by id desc limit ?)""",
                row -> new Trace(new AccountId(Sql.uuid(row, 2)), new QuoteId(Sql.uuid(row, 3)), row.getBoolean(4)),
                account,
                likes,
                account,
                dubs);
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                new DubId(Sql.uuid(row, 1)),
                new AccountId(Sql.uuid(row, 2)),
                new QuoteId(Sql.uuid(row, 3)),
                Sql.number(row, 4, 0),
                Sql.number(row, 5, 0),
                Sql.instant(row, 6));
    }
}
