package io.overdub.feeds;

import io.overdub.dubs.Use;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@Singleton
class NewcomerRepository {

    private final Sql sql;

    NewcomerRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param ofEach so many of an author at most, with those that they have since then */
    void add(List<Use> dubs, int lacking, int ofEach, Instant since) {
        if (dubs.isEmpty() || lacking <= 0) {
            return;
        }
        sql.update(
                """
                insert into feeds.newcomer (dub_id, author_id, lacking)
                select dub, author, ? from (
                  select dub, author, row_number() over (partition by author order by dub)
                    + (select count(*) from feeds.newcomer
                       where author_id = author and dub_id >= ? and dub_id <> all(?::uuid[])) as place
                  from unnest(?::uuid[], ?::uuid[]) as made (dub, author)) numbered
                where place <= ?
                order by dub
                on conflict do nothing""",
                lacking,
                Ids.earliest(since),
                ids(dubs),
                ids(dubs),
                dubs.stream().map(use -> use.author().value()).toList(),
                ofEach);
    }

    private static List<UUID> ids(List<Use> dubs) {
        return dubs.stream().map(use -> use.dub().value()).toList();
    }

    /** Its row stays as long as its day, as one of those that its author has had. */
    void withdraw(Collection<UUID> dubs) {
        sql.update("""
                update feeds.newcomer set lacking = 0 where dub_id in (
                  select dub_id from feeds.newcomer where dub_id = any(?::uuid[]) and lacking > 0 order by dub_id for update)""", dubs);
    }

    /** Who lacks most first, of those the oldest, who have the least time left. */
    List<UUID> neediest(Instant since, int limit) {
        return sql.list("""
                select dub_id from feeds.newcomer where lacking > 0 and dub_id >= ?
                order by lacking desc, dub_id limit ?""", row -> Sql.uuid(row, 1), Ids.earliest(since), limit);
    }

    List<UUID> lackingAmong(Collection<UUID> dubs) {
        return sql.list(
                "select dub_id from feeds.newcomer where dub_id = any(?::uuid[]) and lacking > 0",
                row -> Sql.uuid(row, 1),
                dubs);
    }

    /** Rows are locked in order, since many say so of the same dubs at once. */
    void count(Collection<UUID> dubs, UUID viewer) {
        sql.update("""
                update feeds.newcomer set lacking = lacking - 1 where dub_id in (
                  select dub_id from feeds.newcomer
                  where dub_id = any(?::uuid[]) and lacking > 0 and author_id <> ?
                  order by dub_id for update)""", dubs, viewer);
    }

    /** @return of each whether it lacked something to the end */
    List<Boolean> forget(Instant before, int limit) {
        return sql.list("""
                delete from feeds.newcomer where dub_id = any(array(
                  select dub_id from feeds.newcomer where dub_id < ? order by dub_id limit ?))
                returning lacking > 0""", row -> row.getBoolean(1), Ids.earliest(before), limit);
    }
}
