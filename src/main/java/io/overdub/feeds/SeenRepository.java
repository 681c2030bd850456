package io.overdub.feeds;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@Singleton
class SeenRepository {

    /** Of one person on one day; nobody sees more. */
    private static final int MOST = 5_000;

    private final Sql sql;

    SeenRepository(Sql sql) {
        this.sql = sql;
    }

    List<Long> since(UUID account, LocalDate first) {
        return sql
                .readable(
                        "feeds.seen",
                        "select account_id, marks from feeds.seen where account_id = ? and day >= ?::date",
                        row -> List.of((Long[]) row.getArray(2).getArray()),
                        account,
                        first.toString())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** In one statement: two devices may watch at once. */
    void add(UUID account, LocalDate day, Collection<Long> marks) {
        sql.update("""
                insert into feeds.seen (account_id, day, marks) values (?, ?::date, ?)
                on conflict (account_id, day) do update
                set marks = seen.marks || array(
                  select mark from unnest(excluded.marks) mark where mark <> all(seen.marks))
                where cardinality(seen.marks) < ?""", account, day.toString(), marks, MOST);
    }

    void forget(UUID account) {
        sql.update("delete from feeds.seen where account_id = ?", account);
    }

    int forget(LocalDate before, int limit) {
        return sql.update("""
                delete from feeds.seen where ctid = any(array(
                  select ctid from feeds.seen where day < ?::date limit ?))""", before.toString(), limit);
    }
}
