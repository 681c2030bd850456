package io.overdub.connections.graph;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Folded tallies, and the changes that are not folded yet. The sum of both is exact. */
@Singleton
class TallyRepository {

    /** What a tally says, and what there is. */
    record Comparison(UUID account, Tally said, Tally actual) {}

    private final Sql sql;

    TallyRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param change 1 for a follow that came, -1 for one that went */
    void add(UUID follower, UUID followee, int change) {
        sql.update(
                "insert into connections.tally_change (account_id, followers, followees) values (?, ?, 0), (?, 0, ?)",
                followee,
                change,
                follower,
                change);
    }

    void mend(UUID account, long followers, long followees) {
        sql.update(
                "insert into connections.tally_change (account_id, followers, followees) values (?, ?, ?)",
                account,
                followers,
                followees);
    }

    /** Exact in the moment of the statement. */
    Tally of(UUID account) {
        return sql.one(
                """
                select coalesce(sum(followers), 0), coalesce(sum(followees), 0)
                from (select followers, followees from connections.tally where account_id = ?
                      union all
                      select followers, followees from connections.tally_change where account_id = ?) parts""", row -> new Tally(Math.max(0, row.getLong(1)), Math.max(0, row.getLong(2))), account, account);
    }

    Map<UUID, Tally> of(Collection<UUID> accounts) {
        var tallies = new HashMap<UUID, Tally>();
        accounts.forEach(account -> tallies.put(account, new Tally(0, 0)));
        sql.list(
                        """
                select account_id, sum(followers), sum(followees)
                from (select account_id, followers, followees from connections.tally where account_id = any(?::uuid[])
                      union all
                      select account_id, followers, followees from connections.tally_change
                      where account_id = any(?::uuid[])) parts
                group by account_id""",
                        row -> Map.entry(
                                Sql.uuid(row, 1), new Tally(Math.max(0, row.getLong(2)), Math.max(0, row.getLong(3)))),
                        accounts,
                        accounts)
                .forEach(tally -> tallies.put(tally.getKey(), tally.getValue()));
        return tallies;
    }

    /**
     * Folds at most so many changes into the tallies, in one statement: whoever reads meanwhile sees each change once. Two folds at a time
     * take different ones.
     *
     * @return how many accounts had some
     */
    int fold(int limit) {
        return sql.update("""
                with taken as (
                  delete from connections.tally_change where ctid = any(array(
                    select ctid from connections.tally_change limit ? for update skip locked))
                  returning account_id, followers, followees)
                insert into connections.tally (account_id, followers, followees)
                select account_id, sum(followers), sum(followees) from taken group by account_id order by account_id
                on conflict (account_id) do update
                  set followers = tally.followers + excluded.followers, followees = tally.followees + excluded.followees""", limit);
    }

    int forget(UUID account) {
        return sql.update("delete from connections.tally where account_id = ?", account)
                + sql.update("delete from connections.tally_change where account_id = ?", account);
    }

    /** From here to the end of the transaction all statements see the same moment. */
    void holdStill() {
        sql.update("set transaction isolation level repeatable read");
    }

    /** Of accounts that have a tally or follow anybody or are followed, in ascending order of id. */
    List<Comparison> compare(UUID after, int limit) {
        return sql.list(
                """
                with chunk as (
                  select account_id from (
                    (select account_id from connections.tally where account_id > ? order by account_id limit ?)
                    union
                    (select distinct account_id from connections.tally_change where account_id > ? order by account_id limit ?)
                    union
                    (select distinct follower_id from connections.follow where follower_id > ? order by follower_id limit ?)
                    union
                    (select distinct followee_id from connections.follow where followee_id > ? order by followee_id limit ?)) all_of_them
                  order by account_id limit ?)
                select account_id,
                  coalesce((select followers from connections.tally t where t.account_id = chunk.account_id), 0)
                    + coalesce((select sum(followers) from connections.tally_change c where c.account_id = chunk.account_id), 0),
                  coalesce((select followees from connections.tally t where t.account_id = chunk.account_id), 0)
                    + coalesce((select sum(followees) from connections.tally_change c where c.account_id = chunk.account_id), 0),
                  (select count(*) from connections.follow where followee_id = account_id),
                  (select count(*) from connections.follow where follower_id = account_id)
                from chunk order by account_id""",
                row -> new Comparison(
                        Sql.uuid(row, 1),
                        new Tally(row.getLong(2), row.getLong(3)),
                        new Tally(row.getLong(4), row.getLong(5))),
                after,
                limit,
                after,
                limit,
                after,
                limit,
                after,
                limit,
                limit);
    }
}
