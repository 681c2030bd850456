package io.overdub.quotes;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last change of each quote that clients may know of, at a position that grows with every change of the catalogue. */
@Singleton
class ChangeRepository {

    /** @param at by the clock of who made it; to be shown as it is, readers' clocks must not be behind */
    record Change(UUID quote, long position, Instant at) {}

    private static final String NOTE = """
            insert into quotes.change (quote_id, position, changed_at, languages)
            select id, nextval('quotes.change_position'), ?, array[language] from quotes.quote
            where id = any(?::uuid[])
              and (review = 'approved' or exists (select 1 from quotes.change where quote_id = id))
            on conflict (quote_id) do update set position = excluded.position, changed_at = excluded.changed_at,
              languages = case when change.languages @> excluded.languages then change.languages
                               else change.languages || excluded.languages end""";

    private static final String AFTER = "select quote_id, position, changed_at from quotes.change where position > ?";

    private final Sql sql;

    ChangeRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * In the transaction that makes the changes, once they are written and their rows are locked: from here to the commit all other
     * changes wait, so that positions become visible in their order. What was never approved is nobody's to know.
     */
    void note(List<UUID> quotes, Instant at) {
        sql.one("select pg_advisory_xact_lock(hashtextextended('quotes.change', 0))", row -> quotes);
        sql.update(NOTE, at, quotes);
    }

    /** In ascending order. @param language only what has or had it */
    List<Change> after(long position, @Nullable String language, int limit) {
        return language == null
                ? sql.list(AFTER + " order by position limit ?", ChangeRepository::change, position, limit)
                : sql.list(
                        AFTER + " and ? = any(languages) order by position limit ?",
                        ChangeRepository::change,
                        position,
                        language,
                        limit);
    }

    /** 0 when nothing ever changed. What was forgotten counts. */
    long newest() {
        return sql.one(
                "select greatest((select max(position) from quotes.change), (select position from quotes.change_horizon))",
                row -> row.getLong(1));
    }

    /** About the newest of those before a moment, 0 when there was none: clocks differ a little. */
    long newestBefore(Instant moment) {
        return sql
                .list(
                        "select position from quotes.change where changed_at < ? order by changed_at desc limit 1",
                        row -> row.getLong(1),
                        moment)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** Up to here quotes that are gone may have been forgotten. */
    long horizon() {
        return sql.one("select position from quotes.change_horizon", row -> row.getLong(1));
    }

    /** Forgets quotes that nobody has been shown since a moment, and are not going to be; in one statement with the horizon. */
    int forgetGone(Instant before, Instant now, int limit) {
        return sql.one("""
                with gone as (
                  delete from quotes.change where quote_id = any(array(
                    select quote_id from quotes.change left join quotes.quote on id = quote_id
                    where changed_at < ?
                      and (id is null or review <> 'approved' or withdrawn_at is not null or unpublish_at <= ?)
                    order by changed_at limit ? for update of change skip locked))
                  returning position),
                moved as (
                  update quotes.change_horizon set position = greatest(position, (select max(position) from gone))
                  where exists (select 1 from gone))
                select count(*) from gone""", row -> row.getInt(1), before, now, limit);
    }

    /** Of what is shown, some that no change tells of: processes of the version before this table published it. */
    List<UUID> untold(Instant now, int limit) {
        return sql.list("""
                select id from quotes.quote
                where review = 'approved' and withdrawn_at is null
                  and published_at <= ? and (unpublish_at is null or unpublish_at > ?)
                  and not exists (select 1 from quotes.change where quote_id = id)
                order by id limit ? for update skip locked""", row -> Sql.uuid(row, 1), now, now, limit);
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(Sql.uuid(row, 1), row.getLong(2), Sql.instant(row, 3));
    }
}
