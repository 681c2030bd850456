package io.overdub.search;

import io.overdub.kernel.LaggingSql;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What people asked for lately, and how often what was asked for. */
@Singleton
class QueryRepository {

    static final int MOST_RECENT = 20;

    /** How long it is known what was asked for on a day. */
    static final Duration COUNTS_KEPT = Duration.ofDays(30);

    static final Duration RECENT_KEPT = Duration.ofDays(180);
    private static final int LONGEST = 200;
    private static final int LONGEST_KEY = 400;
    private static final int SWEPT = 5_000;

    private final Sql sql;
    private final LaggingSql lagging;

    QueryRepository(Sql sql, LaggingSql lagging) {
        this.sql = sql;
        this.lagging = lagging;
    }

    void remember(List<Heard> heard) {
        var people = heard.stream().map(one -> one.who().value()).toList();
        sql.update(
                """
                insert into search.recent_query (account_id, key, query, asked_at)
                select distinct on (account_id, key) account_id, left(key, ?) key, left(query, ?), asked_at::timestamptz
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) heard (account_id, key, query, asked_at)
                where not exists (
                  select 1 from search.recent_query forgotten
                  where forgotten.account_id = heard.account_id and forgotten.key = '' and forgotten.asked_at > heard.asked_at::timestamptz)
                order by account_id, key, asked_at::timestamptz desc
                on conflict (account_id, key) do update set
                  query = excluded.query, asked_at = greatest(recent_query.asked_at, excluded.asked_at)""",
                LONGEST_KEY,
                LONGEST,
                people,
                heard.stream().map(Heard::key).toList(),
                heard.stream().map(Heard::query).toList(),
                heard.stream().map(one -> one.at().toString()).toList());
        sql.update("""
                delete from search.recent_query where (account_id, key) in (
                  select account_id, key from (
                    select account_id, key,
                      row_number() over (partition by account_id order by asked_at desc, key) place
                    from search.recent_query where account_id = any(?::uuid[]) and key <> '') ranked
                  where place > ?)""", people, MOST_RECENT);
    }

    /** The newest first. */
    List<RecentSearches.One> recent(UUID account) {
        return sql.list(
                """
                select query, asked_at from search.recent_query where account_id = ? and key <> ''
                  and asked_at >= coalesce((select asked_at from search.recent_query where account_id = ? and key = ''), '-infinity')
                order by asked_at desc, key limit ?""",
                row -> new RecentSearches.One(row.getString(1), Sql.instant(row, 2)),
                account,
                account,
                MOST_RECENT);
    }

    /**
     * What was asked before this moment. The moment stays as a row without a query: another process may have heard something that it has
     * not written down.
     */
    void forget(UUID account, Instant at) {
        sql.update("""
                insert into search.recent_query (account_id, key, query, asked_at) values (?, '', '', ?)
                on conflict (account_id, key) do update set asked_at = greatest(recent_query.asked_at, excluded.asked_at)""", account, at);
        sql.update("delete from search.recent_query where account_id = ? and key <> '' and asked_at <= ?", account, at);
    }

    /** On the day of this moment, by UTC. */
    void count(Collection<Heard> heard, Instant now) {
        sql.update(
                """
                insert into search.query_count (day, query, asked, unanswered)
                select ?::date, left(query, ?), count(*), count(*) filter (where found = 'false')
                from unnest(?::text[], ?::text[]) heard (query, found) group by 1, 2 order by 2
                on conflict (day, query) do update set
                  asked = query_count.asked + excluded.asked, unanswered = query_count.unanswered + excluded.unanswered""",
                dayOf(now).toString(),
                LONGEST_KEY,
                heard.stream().map(Heard::key).toList(),
                heard.stream().map(one -> String.valueOf(one.found())).toList());
    }

    /** The most frequent ones first. Of days: some seconds change no place among them. */
    List<QueryCounts.One> counts(Instant since, boolean unanswered, int limit) {
        return lagging.list(
                """
                select query, sum(asked)::bigint, sum(unanswered)::bigint from search.query_count
                where day >= ?::date and (unanswered > 0 or not ?)
                group by query order by case when ? then sum(unanswered) else sum(asked) end desc, query limit ?""",
                row -> new QueryCounts.One(row.getString(1), row.getLong(2), row.getLong(3)),
                dayOf(since).toString(),
                unanswered,
                unanswered,
                limit);
    }

    /** How many rows went. */
    int sweep(Instant now) {
        var counts = sql.update("""
                delete from search.query_count where ctid = any(array(
                  select ctid from search.query_count where day < ?::date limit ?))""", dayOf(now.minus(COUNTS_KEPT)).toString(), SWEPT);
        var recent = sql.update("""
                delete from search.recent_query where ctid = any(array(
                  select ctid from search.recent_query where asked_at < ? limit ?))""", now.minus(RECENT_KEPT), SWEPT);
        return counts + recent;
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
