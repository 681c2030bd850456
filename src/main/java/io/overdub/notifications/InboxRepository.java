package io.overdub.notifications;

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
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows of inboxes, and what they were made of. */
@Singleton
class InboxRepository {

    static final String ITEM = "notifications.item";

    private static final int LONGEST_KIND = 32;

    /** Of a row with very many only so many are read. */
    private static final int LAST = 100;

    private final Sql sql;

    InboxRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param fresh whether they hear of it for the first time */
    record Told(AccountId account, UUID item, boolean fresh) {}

    /**
     * @param people how many did it; none when it was taken back
     * @param position in the inbox, or among the changes where those are asked for
     * @param newsAt the position of the last news: what is taken back is none
     */
    record Row(UUID id, Kind kind, UUID subject, long people, long position, long newsAt, Instant at) {}

    record Standing(long position, long seenTo) {}

    /** Takes as many of the next positions of each as they are named, until the commit; in an order, so that nobody waits in a circle. */
    void advance(Collection<UUID> accounts) {
        sql.update("""
                insert into notifications.person (account_id, position)
                select account_id, count(*) from unnest(?::uuid[]) wanted (account_id) group by account_id order by account_id
                on conflict (account_id) do update set position = person.position + excluded.position""", accounts);
    }

    /**
     * Has it in the inboxes of those to whom it is news and who want that, at their positions, which were taken before: whoever waits for a
     * position sees what was told meanwhile. Who does it again is in the row already. Those to whom it is news.
     *
     * @param items an id for each account, in case that its row is a new one
     */
    List<Told> tell(News news, List<UUID> accounts, List<UUID> items, Instant at) {
        return sql.list(
                """
                with wanted as materialized (
                  select w.account_id, w.item_id, p.position, not ? = any(p.silenced) shown
                  from unnest(?::uuid[], ?::uuid[]) w (account_id, item_id)
                  join notifications.person p on p.account_id = w.account_id),
                told as (
                  insert into notifications.news (account_id, kind, actor, reason, item_id, at)
                  select w.account_id, ?, ?::uuid, ?::uuid, coalesce(i.id, w.item_id), ?::timestamptz
                  from wanted w
                  left join notifications.item i on i.account_id = w.account_id and i.kind = ? and i.subject = ? and w.shown
                  on conflict (account_id, kind, actor, reason) do update
                  set withdrawn = false, at = excluded.at, item_id = excluded.item_id where news.withdrawn
                  returning account_id, item_id, xmax = 0 fresh),
                shown as (
                  insert into notifications.item (id, account_id, kind, subject, people, position, news_position, at)
                  select t.item_id, w.account_id, ?, ?::uuid, 1, w.position, w.position, ?::timestamptz
                  from told t join wanted w on w.account_id = t.account_id and w.shown
                  on conflict (account_id, kind, subject) do update
                  set people = item.people + case when exists (
                        select 1 from notifications.news n
                        where n.account_id = item.account_id and n.kind = item.kind and n.actor = ? and n.reason <> ?
                          and n.item_id = item.id and not n.withdrawn) then 0 else 1 end,
                      position = excluded.position, news_position = excluded.news_position, at = excluded.at)
                select account_id, item_id, fresh from told""",
                row -> new Told(new AccountId(Sql.uuid(row, 1)), Sql.uuid(row, 2), row.getBoolean(3)),
                Silence.inbox(news.kind()),
                accounts,
                items,
                news.kind().stored(),
                news.actorOrNobody(),
                news.reason(),
                at,
                news.kind().stored(),
                news.subject(),
                news.kind().stored(),
                news.subject(),
                at,
                news.actorOrNobody(),
                news.reason());
    }

    /** Whoever was told of it before hears of it again with the changes, in case that it was not shown meanwhile. */
    void repeat(News news, List<UUID> accounts) {
        sql.update("""
                update notifications.item
                set revised_position = (select position from notifications.person p where p.account_id = item.account_id)
                where account_id = any(?::uuid[]) and kind = ? and subject = ?""", accounts, news.kind().stored(), news.subject());
    }

    /** Who was told of it. */
    List<UUID> toldOf(News news) {
        return sql.list(
                """
                select account_id from notifications.news
                where actor = ? and kind = ? and reason = ? and not withdrawn""", row -> Sql.uuid(row, 1), news.actorOrNobody(), news.kind().stored(), news.reason());
    }

    void withdraw(News news, UUID account) {
        sql.update(
                """
                with gone as (
                  update notifications.news set withdrawn = true
                  where account_id = ? and kind = ? and actor = ? and reason = ? and not withdrawn returning item_id)
                update notifications.item
                set people = people - case when exists (
                      select 1 from notifications.news n
                      where n.account_id = item.account_id and n.kind = item.kind and n.actor = ? and n.reason <> ?
                        and n.item_id = item.id and not n.withdrawn) then 0 else 1 end,
                    position = (select position from notifications.person where account_id = ?),
                    news_position = coalesce(news_position, position)
                where id in (select item_id from gone)""",
                account,
                news.kind().stored(),
                news.actorOrNobody(),
                news.reason(),
                news.actorOrNobody(),
                news.reason(),
                account);
    }

    boolean isCurrent(AccountId to, News news) {
        return !sql.list(
                        """
                        select 1 from notifications.news
                        where account_id = ? and kind = ? and actor = ? and reason = ? and not withdrawn""",
                        row -> row.getInt(1),
                        to.value(),
                        news.kind().stored(),
                        news.actorOrNobody(),
                        news.reason())
                .isEmpty();
    }

    /** Those of many of whom the same holds. */
    List<AccountId> current(Collection<AccountId> to, News news) {
        return sql.list(
                """
                select account_id from notifications.news
                where account_id = any(?::uuid[]) and kind = ? and actor = ? and reason = ? and not withdrawn""",
                row -> new AccountId(Sql.uuid(row, 1)),
                to.stream().map(AccountId::value).toList(),
                news.kind().stored(),
                news.actorOrNobody(),
                news.reason());
    }

    /** How many did it; 0 when there is no such row. */
    long people(UUID item) {
        return sql.list("select people from notifications.item where id = ?", row -> row.getLong(1), item).stream()
                .findFirst()
                .orElse(0L);
    }

    /** Newest first. */
    Stretch<Row> before(AccountId account, long position, int limit) {
        return sql.stretch(ITEM, limit, """
                select id, kind, subject, people, position, coalesce(news_position, position), at from notifications.item
                where account_id = ? and position < ? and people > 0 and kind = any(?::text[])
                order by position desc limit ?""", InboxRepository::row, account.value(), position, Kind.known());
    }

    /** What changed, in its order, with the place of that change; rows without people are gone. Each part has an index in that order. */
    Stretch<Row> after(AccountId account, long position, int limit) {
        return sql.stretch(
                ITEM,
                limit,
                """
                select id, kind, subject, people, changed, news, at from (
                  (select id, kind, subject, people, position changed, coalesce(news_position, position) news, at
                   from notifications.item
                   where account_id = ? and position > ? and coalesce(revised_position, 0) < position and kind = any(?::text[])
                   order by position limit ?)
                  union all
                  (select id, kind, subject, people, revised_position, coalesce(news_position, position), at
                   from notifications.item
                   where account_id = ? and revised_position > ? and revised_position >= position and kind = any(?::text[])
                   order by revised_position limit ?)) change
                order by changed limit ?""",
                InboxRepository::row,
                account.value(),
                position,
                Kind.known(),
                // One more, as of all of them: it tells whether there are more.
                limit + 1,
                account.value(),
                position,
                Kind.known(),
                limit + 1);
    }

    /** Where a row stands in the inbox, also one of which nothing else can be read; none when it is gone by now. */
    OptionalLong position(UUID item) {
        return position("position", item);
    }

    /** The same among the changes. */
    OptionalLong changed(UUID item) {
        return position("greatest(position, revised_position)", item);
    }

    private OptionalLong position(String which, UUID item) {
        return sql
                .list("select " + which + " from notifications.item where id = ?", row -> row.getLong(1), item)
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Of each row those who did it last, each once, whoever may have done it often; as far as its last {@link #LAST} news tell. */
    Map<UUID, List<AccountId>> actors(Collection<UUID> items, int each) {
        var actors = new HashMap<UUID, List<AccountId>>();
        sql.list("""
                        select w.id, n.actor from unnest(?::uuid[]) w (id) cross join lateral (
                          select actor, max(at) at from (
                            select actor, at from notifications.news
                            where item_id = w.id and not withdrawn order by at desc limit ?) last
                          group by actor order by max(at) desc limit ?) n
                        order by w.id, n.at desc""", row -> Map.entry(Sql.uuid(row, 1), new AccountId(Sql.uuid(row, 2))), items, LAST, each)
                .forEach(one -> actors.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                        .add(one.getValue()));
        return actors;
    }

    Standing standing(AccountId account) {
        return sql
                .list(
                        "select position, seen_to from notifications.person where account_id = ?",
                        row -> new Standing(row.getLong(1), row.getLong(2)),
                        account.value())
                .stream()
                .findFirst()
                .orElse(new Standing(0, 0));
    }

    /** Newest first. */
    Stretch<Row> unseen(AccountId account, long seenTo, int limit) {
        return sql.stretch(ITEM, limit, """
                select id, kind, subject, people, position, coalesce(news_position, position), at from notifications.item
                where account_id = ? and position > ? and coalesce(news_position, position) > ? and people > 0
                  and kind = any(?::text[])
                order by position desc limit ?""", InboxRepository::row, account.value(), seenTo, seenTo, Kind.known());
    }

    /** Also those that are not shown. */
    long unread(AccountId account, long seenTo) {
        return sql.one("""
                select count(*) from notifications.item
                where account_id = ? and position > ? and coalesce(news_position, position) > ? and people > 0 and kind = any(?::text[])""", row -> row.getLong(1), account.value(), seenTo, seenTo, Kind.known());
    }

    /** The same of many, as it stands. */
    Map<AccountId, Long> unread(Collection<AccountId> accounts) {
        return sql
                .list(
                        """
                        select p.account_id, (select count(*) from notifications.item i
                          where i.account_id = p.account_id and i.position > p.seen_to
                            and coalesce(i.news_position, i.position) > p.seen_to and i.people > 0 and i.kind = any(?::text[]))
                        from notifications.person p where p.account_id = any(?::uuid[])""",
                        row -> Map.entry(new AccountId(Sql.uuid(row, 1)), row.getLong(2)),
                        Kind.known(),
                        accounts.stream().map(AccountId::value).toList())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void see(AccountId account, long position) {
        sql.update("""
                update notifications.person set seen_to = greatest(seen_to, least(position, ?))
                where account_id = ?""", position, account.value());
    }

    int forgetItems(Instant before, int limit) {
        return sql.update("""
                delete from notifications.item where id = any(array(
                  select id from notifications.item where at < ? limit ?))""", before, limit);
    }

    int forgetNews(Instant before, int limit) {
        return sql.update("""
                delete from notifications.news where ctid = any(array(
                  select ctid from notifications.news where at < ? limit ?))""", before, limit);
    }

    private static Row row(ResultSet row) throws SQLException {
        var kind = Sql.text(row, 2, LONGEST_KIND);
        return new Row(
                Sql.uuid(row, 1),
                Kind.fromStored(kind).orElseThrow(() -> new SQLException("no kind is called " + kind)),
                Sql.uuid(row, 3),
                Sql.number(row, 4, 0),
                Sql.number(row, 5, 0),
                Sql.number(row, 6, 0),
                Sql.instant(row, 7));
    }
}
