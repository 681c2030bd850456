package io.overdub.connections.graph;

import static java.util.Objects.requireNonNull;

import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follow, request, mute and block edges. They have no behaviour, only presence, so they are rows without entities. */
@Singleton
class EdgeRepository {

    private static final UUID NEWEST = new UUID(-1, -1);

    private final Sql sql;

    EdgeRepository(Sql sql) {
        this.sql = sql;
    }

    /** Whatever happens to the same two people waits for each other, so that no follow outlives a block made at the same time. */
    void lockPair(UUID one, UUID other) {
        var pair = one.compareTo(other) < 0 ? one + ":" + other : other + ":" + one;
        sql.one("select pg_advisory_xact_lock(hashtextextended('connections:' || ?, 0))", row -> pair, pair);
    }

    boolean addFollow(Arrow follow) {
        return add("insert into connections.follow (id, follower_id, followee_id, created_at)", follow);
    }

    boolean removeFollow(UUID follower, UUID followee) {
        return sql.update(
                        "delete from connections.follow where follower_id = ? and followee_id = ?", follower, followee)
                == 1;
    }

    boolean addRequest(Arrow request) {
        return add("insert into connections.request (id, follower_id, followee_id, created_at)", request);
    }

    boolean removeRequest(UUID follower, UUID followee) {
        return sql.update(
                        "delete from connections.request where follower_id = ? and followee_id = ?", follower, followee)
                == 1;
    }

    void addBlock(Arrow block) {
        add("insert into connections.block (id, blocker_id, blocked_id, created_at)", block);
    }

    void removeBlock(UUID blocker, UUID blocked) {
        sql.update("delete from connections.block where blocker_id = ? and blocked_id = ?", blocker, blocked);
    }

    void addMute(Arrow mute) {
        add("insert into connections.mute (id, muter_id, muted_id, created_at)", mute);
    }

    void removeMute(UUID muter, UUID muted) {
        sql.update("delete from connections.mute where muter_id = ? and muted_id = ?", muter, muted);
    }

    private boolean add(String insert, Arrow arrow) {
        return sql.update(
                        insert + " values (?, ?, ?, ?) on conflict do nothing",
                        arrow.id(),
                        arrow.from(),
                        arrow.to(),
                        arrow.at())
                == 1;
    }

    /** Some of somebody's follows, in both directions. */
    List<Arrow> endFollows(UUID person, int limit) {
        return sql.list(
                """
                delete from connections.follow where (follower_id, followee_id) in (
                  (select follower_id, followee_id from connections.follow where follower_id = ? limit ?)
                  union
                  (select follower_id, followee_id from connections.follow where followee_id = ? limit ?))
                returning id, follower_id, followee_id, created_at""",
                row -> new Arrow(Sql.uuid(row, 1), Sql.uuid(row, 2), Sql.uuid(row, 3), Sql.instant(row, 4)),
                person,
                limit,
                person,
                limit);
    }

    /** Some of whatever else there is of theirs, in both directions. */
    int forgetOthers(UUID person, int limit) {
        return sql.forget("connections.request", "follower_id", person, limit)
                + sql.forget("connections.request", "followee_id", person, limit)
                + sql.forget("connections.mute", "muter_id", person, limit)
                + sql.forget("connections.mute", "muted_id", person, limit)
                + sql.forget("connections.block", "blocker_id", person, limit)
                + sql.forget("connections.block", "blocked_id", person, limit);
    }

    /** For EXISTS, PostgreSQL would rather read all whom the viewer follows. */
    List<Relation> relations(UUID viewer, Collection<UUID> people) {
        return sql.list(
                """
                select person,
                  (select true from connections.follow where follower_id = ? and followee_id = person),
                  (select true from connections.request where follower_id = ? and followee_id = person),
                  (select true from connections.mute where muter_id = ? and muted_id = person),
                  (select true from connections.block where blocker_id = ? and blocked_id = person),
                  (select true from connections.block where blocker_id = person and blocked_id = ?)
                from unnest(?::uuid[]) person""",
                row -> new Relation(
                        Sql.uuid(row, 1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getBoolean(5) || row.getBoolean(6)),
                viewer,
                viewer,
                viewer,
                viewer,
                viewer,
                people);
    }

    Map<UUID, Relation> relationsTo(UUID person, Collection<UUID> viewers) {
        return sql
                .list(
                        """
                        select viewer,
                          (select true from connections.follow where follower_id = viewer and followee_id = ?),
                          (select true from connections.request where follower_id = viewer and followee_id = ?),
                          (select true from connections.mute where muter_id = viewer and muted_id = ?),
                          (select true from connections.block where blocker_id = viewer and blocked_id = ?),
                          (select true from connections.block where blocker_id = ? and blocked_id = viewer)
                        from unnest(?::uuid[]) viewer""",
                        row -> Map.entry(
                                Sql.uuid(row, 1),
                                new Relation(
                                        person,
                                        row.getBoolean(2),
                                        row.getBoolean(3),
                                        row.getBoolean(4),
                                        row.getBoolean(5) || row.getBoolean(6))),
                        person,
                        person,
                        person,
                        person,
                        person,
                        viewers)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** In both directions. */
    Set<Tie> ties(UUID one, UUID other) {
        return new HashSet<>(sql.list(
                """
                select 'FOLLOW', id, follower_id, followee_id, created_at from connections.follow
                where (follower_id, followee_id) in ((?, ?), (?, ?))
                union all
                select 'REQUEST', id, follower_id, followee_id, created_at from connections.request
                where (follower_id, followee_id) in ((?, ?), (?, ?))
                union all
                select 'MUTE', id, muter_id, muted_id, created_at from connections.mute
                where (muter_id, muted_id) in ((?, ?), (?, ?))
                union all
                select 'BLOCK', id, blocker_id, blocked_id, created_at from connections.block
                where (blocker_id, blocked_id) in ((?, ?), (?, ?))""",
                row -> new Tie(
                        Tie.Kind.valueOf(row.getString(1)),
                        new Arrow(Sql.uuid(row, 2), Sql.uuid(row, 3), Sql.uuid(row, 4), Sql.instant(row, 5))),
                Collections.nCopies(4, List.of(one, other, other, one)).stream()
                        .flatMap(List::stream)
                        .toArray()));
    }

    void replaceAll(Tie.Kind kind, List<Arrow> arrows) {
        var table = switch (kind) {
            case FOLLOW -> "connections.follow (follower_id, followee_id, id, created_at)";
            case REQUEST -> "connections.request (follower_id, followee_id, id, created_at)";
            case MUTE -> "connections.mute (muter_id, muted_id, id, created_at)";
            case BLOCK -> "connections.block (blocker_id, blocked_id, id, created_at)";
        };
        var key = table.substring(table.indexOf('('), table.indexOf(", id")) + ")";
        sql.update(
                "insert into " + table
                        + " select a, b, id, to_timestamp(at / 1000.0)"
                        + " from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::bigint[]) given (a, b, id, at) order by a, b"
                        + " on conflict " + key + " do update set id = excluded.id, created_at = excluded.created_at",
                arrows.stream().map(Arrow::from).toList(),
                arrows.stream().map(Arrow::to).toList(),
                arrows.stream().map(Arrow::id).toList(),
                arrows.stream().map(arrow -> arrow.at().toEpochMilli()).toList());
    }

    /** By descending id, below the given one. */
    Stretch<Edge> newest(PeopleList list, UUID of, @Nullable UUID before, int limit) {
        return stretch(list, of, "id < ? order by id desc", before == null ? NEWEST : before, limit);
    }

    /** By ascending id, above the given one. */
    Stretch<Edge> oldest(PeopleList list, UUID of, UUID after, int limit) {
        return stretch(list, of, "id > ? order by id", after, limit);
    }

    Map<UUID, List<UUID>> followees(Collection<UUID> followers, int limit) {
        var found = new HashMap<UUID, List<UUID>>();
        followers.forEach(follower -> found.put(follower, new ArrayList<>()));
        sql.list("""
                        select follower, followee_id from unnest(?::uuid[]) follower
                        cross join lateral (
                          select id, followee_id from connections.follow
                          where follower_id = follower order by id desc limit ?) edge
                        order by follower, edge.id desc""", row -> Map.entry(Sql.uuid(row, 1), Sql.uuid(row, 2)), followers, limit)
                .forEach(edge -> requireNonNull(found.get(edge.getKey())).add(edge.getValue()));
        return found;
    }

    private Stretch<Edge> stretch(PeopleList list, UUID of, String order, UUID from, int limit) {
        return switch (list) {
            case FOLLOWERS -> stretch("connections.follow", "followee_id", "follower_id", of, order, from, limit);
            case FOLLOWING -> stretch("connections.follow", "follower_id", "followee_id", of, order, from, limit);
            case REQUESTS -> stretch("connections.request", "followee_id", "follower_id", of, order, from, limit);
            case MUTED -> stretch("connections.mute", "muter_id", "muted_id", of, order, from, limit);
            case BLOCKED -> stretch("connections.block", "blocker_id", "blocked_id", of, order, from, limit);
        };
    }

    private Stretch<Edge> stretch(
            String table, String owner, String person, UUID of, String order, UUID from, int limit) {
        return sql.stretch(
                table,
                limit,
                "select id, %s, case when created_at between '0001-01-01' and '9999-12-31' then created_at end from %s where %s = ? and %s limit ?"
                        .formatted(person, table, owner, order),
                EdgeRepository::edge,
                of,
                from);
    }

    private static Edge edge(ResultSet row) throws SQLException {
        return new Edge(Sql.uuid(row, 1), Sql.uuid(row, 2), Sql.instantOrNull(row, 3));
    }
}
