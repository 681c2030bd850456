package io.overdub.dubs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.quotes.QuoteId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The states stand here as they stand in the partial indexes. */
@Singleton
class HabitRepository implements Habits {

    private static final UUID FIRST = new UUID(0, 0);

    private record Use(AccountId account, QuoteId quote) {}

    private record Pair(QuoteId quote, Companion companion) {}

    private final Sql sql;

    HabitRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<AccountId> activeSince(Instant since, @Nullable AccountId after, int limit) {
        var start = after == null ? FIRST : after.value();
        return sql.list("""
                (select distinct author_id from dubs.dub
                 where author_id > ? and published_at >= ? and deleted_at is null order by author_id limit ?)
                union
                (select distinct account_id from dubs.dub_like
                 where account_id > ? and created_at >= ? order by account_id limit ?)
                order by 1 limit ?""", row -> new AccountId(Sql.uuid(row, 1)), start, since, limit, start, since, limit, limit);
    }

    @Override
    public Map<AccountId, List<QuoteId>> quotesOf(Collection<AccountId> people, int quotes) {
        var uses = sql.list(
                """
                select person, used.quote_id from unnest(?::uuid[]) person
                cross join lateral (
                  (select quote_id, 0 as kind, id as place from dubs.dub
                   where author_id = person and deleted_at is null order by id desc limit ?)
                  union all
                  (select dub.quote_id, 1, dub.id
                   from (select dub_id from dubs.dub_like where account_id = person order by created_at desc limit ?) liked
                   join dubs.dub on dub.id = liked.dub_id and dub.deleted_at is null)) used
                order by person, used.kind, used.place desc""",
                row -> new Use(new AccountId(Sql.uuid(row, 1)), new QuoteId(Sql.uuid(row, 2))),
                people.stream().map(AccountId::value).toList(),
                quotes,
                quotes);
        var byPerson =
                uses.stream().collect(groupingBy(Use::account, LinkedHashMap::new, mapping(Use::quote, toList())));
        byPerson.replaceAll(
                (person, used) -> used.stream().distinct().limit(quotes).toList());
        return byPerson;
    }

    @Override
    public Map<QuoteId, List<Companion>> companionsOf(Collection<QuoteId> of, int authors, int quotes) {
        return sql
                .list(
                        """
                        select asked.quote, other.quote_id, count(*)::float8 / asked.authors
                        from (
                          select quote, (array_agg(distinct author_id)) people, count(distinct author_id) authors
                          from unnest(?::uuid[]) quote
                          cross join lateral (
                            select author_id from dubs.dub
                            where quote_id = quote and deleted_at is null and visibility <> 'private'
                              and visibility = 'public' and state = 'published'
                            order by id desc limit ?) newest
                          group by quote) asked
                        cross join lateral unnest(asked.people) person
                        cross join lateral (
                          select distinct quote_id from (
                            select quote_id from dubs.dub
                            where author_id = person and deleted_at is null
                              and visibility = 'public' and state = 'published'
                            order by id desc limit ?) newest) other
                        where other.quote_id <> asked.quote
                        group by asked.quote, asked.authors, other.quote_id""",
                        row -> new Pair(
                                new QuoteId(Sql.uuid(row, 1)),
                                new Companion(new QuoteId(Sql.uuid(row, 2)), row.getDouble(3))),
                        of.stream().map(QuoteId::value).toList(),
                        authors,
                        quotes)
                .stream()
                .collect(groupingBy(Pair::quote, mapping(Pair::companion, toList())));
    }
}
