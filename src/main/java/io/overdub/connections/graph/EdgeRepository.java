package io.overdub.connections;

import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follow, mute and block edges. They have no behaviour, only presence, so they are rows without entities. */
@Singleton
class EdgeRepository {

    /** An edge as the person at one end sees it: who is at the other end, and since when. */
    record Edge(UUID id, UUID person, Instant since) {}

    record StandingRow(UUID person, boolean following, boolean requested, boolean muted, boolean blocked) {}

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final String FOLLOWS = "connections.follow";
    private static final String REQUESTS = "connections.request";
    private static final String MUTES = "connections.mute";
    private static final String BLOCKS = "connections.block";

    private final Sql sql;

    EdgeRepository(Sql sql) {
        this.sql = sql;
    }

    /** Follows and blocks of the same two people wait for each other, so that no follow outlives a block made at the same time. */
    void lockPair(UUID one, UUID other) {
        var pair = one.compareTo(other) < 0 ? one + ":" + other : other + ":" + one;
        sql.one("select pg_advisory_xact_lock(hashtextextended('connections:' || ?, 0))", row -> pair, pair);
    }

    boolean addFollow(UUID id, UUID follower, UUID followee, Instant at) {
        return sql.update(
                        "insert into connections.follow (id, follower_id, followee_id, created_at) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        id,
                        follower,
                        followee,
                        at)
                == 1;
    }

    boolean removeFollow(UUID follower, UUID followee) {
        return sql.update(
                        "delete from connections.follow where follower_id = ? and followee_id = ?", follower, followee)
                == 1;
    }

    void addRequest(UUID id, UUID follower, UUID followee, Instant at) {
        sql.update(
                "insert into connections.request (id, follower_id, followee_id, created_at) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                id,
                follower,
                followee,
                at);
    }

    boolean removeRequest(UUID follower, UUID followee) {
        return sql.update(
                        "delete from connections.request where follower_id = ? and followee_id = ?", follower, followee)
                == 1;
    }

    /** Newest first. A block takes requests away, so none needs to be left out. */
    Stretch<Edge> requests(UUID followee, @Nullable UUID before, int limit) {
        return sql.stretch(
                REQUESTS,
                limit,
                "select id, follower_id, created_at from connections.request"
                        + " where followee_id = ? and id < ? order by id desc limit ?",
                EdgeRepository::edge,
                followee,
                orNewest(before));
    }

    /** In ascending order, after the given one. */
    Stretch<Edge> oldestRequests(UUID followee, UUID after, int limit) {
        return sql.stretch(
                REQUESTS,
                limit,
                "select id, follower_id, created_at from connections.request"
                        + " where followee_id = ? and id > ? order by id limit ?",
                EdgeRepository::edge,
                followee,
                after);
    }

    void addBlock(UUID id, UUID blocker, UUID blocked, Instant at) {
        sql.update(
                "insert into connections.block (id, blocker_id, blocked_id, created_at) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                id,
                blocker,
                blocked,
                at);
    }

    void removeBlock(UUID blocker, UUID blocked) {
        sql.update("delete from connections.block where blocker_id = ? and blocked_id = ?", blocker, blocked);
    }

    void addMute(UUID id, UUID muter, UUID muted, Instant at) {
        sql.update(
                "insert into connections.mute (id, muter_id, muted_id, created_at) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                id,
                muter,
                muted,
                at);
    }

    void removeMute(UUID muter, UUID muted) {
        sql.update("delete from connections.mute where muter_id = ? and muted_id = ?", muter, muted);
    }

    List<StandingRow> standings(UUID viewer, Collection<UUID> people) {
        return sql.list(
                """
                select person,
                  exists (select 1 from connections.follow where follower_id = ? and followee_id = person),
                  exists (select 1 from connections.request where follower_id = ? and followee_id = person),
                  exists (select 1 from connections.mute where muter_id = ? and muted_id = person),
                  exists (select 1 from connections.block where blocker_id = ? and blocked_id = person)
                    or exists (select 1 from connections.block where blocker_id = person and blocked_id = ?)
                from unnest(?::uuid[]) person""",
                row -> new StandingRow(
                        Sql.uuid(row, 1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5)),
                viewer,
                viewer,
                viewer,
                viewer,
                viewer,
                people);
    }

    List<UUID> newestFollowees(UUID follower, int limit) {
        return sql.list(
                "select followee_id from connections.follow where follower_id = ? order by id desc limit ?",
                row -> Sql.uuid(row, 1),
                follower,
                limit);
    }

    /** In ascending order of the edge, after the given one. */
    Stretch<UUID> oldestFollowers(UUID followee, UUID after, int limit) {
        return sql.stretch(
                FOLLOWS,
                limit,
                "select id, follower_id from connections.follow where followee_id = ? and id > ? order by id limit ?",
                row -> Sql.uuid(row, 2),
                followee,
                after);
    }

    Stretch<Edge> followers(UUID followee, @Nullable UUID viewer, @Nullable UUID before, int limit) {
        return visible("follower_id", "followee_id", followee, viewer, before, limit);
    }

    Stretch<Edge> following(UUID follower, @Nullable UUID viewer, @Nullable UUID before, int limit) {
        return visible("followee_id", "follower_id", follower, viewer, before, limit);
    }

    Stretch<Edge> muted(UUID muter, @Nullable UUID before, int limit) {
        return sql.stretch(
                MUTES,
                limit,
                "select id, muted_id, created_at from connections.mute"
                        + " where muter_id = ? and id < ? order by id desc limit ?",
                EdgeRepository::edge,
                muter,
                orNewest(before));
    }

    Stretch<Edge> blocked(UUID blocker, @Nullable UUID before, int limit) {
        return sql.stretch(
                BLOCKS,
                limit,
                "select id, blocked_id, created_at from connections.block"
                        + " where blocker_id = ? and id < ? order by id desc limit ?",
                EdgeRepository::edge,
                blocker,
                orNewest(before));
    }

    /** Newest first; without the people whom a block separates from the viewer. */
    private Stretch<Edge> visible(
            String person, String owner, UUID ownerId, @Nullable UUID viewer, @Nullable UUID before, int limit) {
        return sql.stretch(
                FOLLOWS,
                limit,
                """
                select id, %1$s, created_at from connections.follow
                where %2$s = ? and id < ?
                  and not exists (select 1 from connections.block where blocker_id = ?::uuid and blocked_id = %1$s)
                  and not exists (select 1 from connections.block where blocker_id = %1$s and blocked_id = ?::uuid)
                order by id desc limit ?""".formatted(person, owner),
                EdgeRepository::edge,
                ownerId,
                orNewest(before),
                viewer,
                viewer);
    }

    private static UUID orNewest(@Nullable UUID before) {
        return before == null ? NEWEST : before;
    }

    private static Edge edge(ResultSet row) throws SQLException {
        return new Edge(Sql.uuid(row, 1), Sql.uuid(row, 2), Sql.instant(row, 3));
    }
}
