package io.overdub.connections.graph;

import io.overdub.kernel.Stretch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Telling is part of the transaction that makes the edge, so nothing is ever left to tell again. */
final class PostgresGraph implements GraphEngine {

    private static final UUID OLDEST = new UUID(0, 0);

    private final PostgresEdges edges;

    PostgresGraph(PostgresEdges edges) {
        this.edges = edges;
    }

    @Override
    public Outcome follow(Arrow follow, Runnable told) {
        return edges.follow(follow, told);
    }

    @Override
    public Outcome request(Arrow request) {
        return edges.request(request);
    }

    @Override
    public boolean accept(Arrow follow, Runnable told) {
        return edges.accept(follow, told);
    }

    @Override
    public void decline(UUID follower, UUID followee) {
        edges.decline(follower, followee);
    }

    @Override
    public void unfollow(UUID follower, UUID followee, Runnable told) {
        edges.unfollow(follower, followee, told);
    }

    @Override
    public void block(Arrow block, BiConsumer<UUID, UUID> told) {
        edges.block(block, told);
    }

    @Override
    public void unblock(UUID blocker, UUID blocked) {
        edges.unblock(blocker, blocked);
    }

    @Override
    public void mute(Arrow mute) {
        edges.mute(mute);
    }

    @Override
    public void unmute(UUID muter, UUID muted) {
        edges.unmute(muter, muted);
    }

    @Override
    public List<Relation> relations(UUID viewer, Collection<UUID> people) {
        return edges.relations(viewer, people);
    }

    @Override
    public Map<UUID, Relation> relationsTo(UUID person, Collection<UUID> viewers) {
        return edges.relationsTo(person, viewers);
    }

    @Override
    public Stretch<Edge> newest(PeopleList list, UUID of, @Nullable UUID before, int limit) {
        return edges.newest(list, of, before, limit);
    }

    @Override
    public Map<UUID, List<UUID>> followees(Collection<UUID> followers, int limit) {
        return edges.followees(followers, limit);
    }

    @Override
    public Stretch<Edge> oldest(PeopleList list, UUID of, UUID after, int limit) {
        return edges.oldest(list, of, after, limit);
    }

    @Override
    public Tally tally(UUID account) {
        return edges.tally(account);
    }

    @Override
    public Map<UUID, Tally> tallies(Collection<UUID> accounts) {
        return edges.tallies(accounts);
    }

    @Override
    public int reconcile() {
        var mended = 0;
        @Nullable UUID after = OLDEST;
        while (after != null) {
            var batch = edges.mendSome(after);
            mended += batch.mended();
            after = batch.last();
        }
        return mended;
    }

    @Override
    public void retell(Instant before, BiConsumer<UUID, UUID> follows, BiConsumer<UUID, UUID> ended) {
        // See above.
    }

    @Override
    public int forget(UUID person, int limit, BiConsumer<UUID, UUID> told) {
        return edges.forget(person, limit, told);
    }

    @Override
    public Set<Tie> ties(UUID one, UUID other) {
        return edges.ties(one, other);
    }

    @Override
    public void copy(UUID one, UUID other, Set<Tie> ties) {
        edges.copy(one, other, ties);
    }

    @Override
    public void copyAll(List<Tie> ties) {
        edges.copyAll(ties);
    }

    @Override
    public void copyTally(UUID account, Tally tally) {
        edges.copyTally(account, tally);
    }
}
