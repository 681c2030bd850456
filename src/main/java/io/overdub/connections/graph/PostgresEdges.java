package io.overdub.connections.graph;

import io.overdub.kernel.Stretch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What happens to edges and tallies together. */
@ApplicationScoped
class PostgresEdges {

    private static final int BATCH = 500;

    private final EdgeRepository edges;
    private final TallyRepository tallies;

    PostgresEdges(EdgeRepository edges, TallyRepository tallies) {
        this.edges = edges;
        this.tallies = tallies;
    }

    /** @param last absent at the end */
    record Batch(@Nullable UUID last, int mended) {}

    @Transactional
    Outcome follow(Arrow follow, Runnable told) {
        edges.lockPair(follow.from(), follow.to());
        if (isBlocked(follow)) {
            return Outcome.BLOCKED;
        }
        edges.removeRequest(follow.from(), follow.to());
        return begin(follow, told) ? Outcome.ADDED : Outcome.THERE;
    }

    @Transactional
    Outcome request(Arrow request) {
        edges.lockPair(request.from(), request.to());
        var relation = relation(request);
        if (relation.blocked()) {
            return Outcome.BLOCKED;
        }
        return !relation.following() && edges.addRequest(request) ? Outcome.ADDED : Outcome.THERE;
    }

    @Transactional
    boolean accept(Arrow follow, Runnable told) {
        edges.lockPair(follow.from(), follow.to());
        var waits = edges.removeRequest(follow.from(), follow.to());
        if (waits) {
            begin(follow, told);
        }
        return waits;
    }

    @Transactional
    void decline(UUID follower, UUID followee) {
        edges.lockPair(follower, followee);
        edges.removeRequest(follower, followee);
    }

    @Transactional
    void unfollow(UUID follower, UUID followee, Runnable told) {
        edges.lockPair(follower, followee);
        end(follower, followee, told);
    }

    @Transactional
    void block(Arrow block, BiConsumer<UUID, UUID> told) {
        edges.lockPair(block.from(), block.to());
        edges.addBlock(block);
        end(block.from(), block.to(), () -> told.accept(block.from(), block.to()));
        end(block.to(), block.from(), () -> told.accept(block.to(), block.from()));
    }

    void unblock(UUID blocker, UUID blocked) {
        edges.removeBlock(blocker, blocked);
    }

    void mute(Arrow mute) {
        edges.addMute(mute);
    }

    void unmute(UUID muter, UUID muted) {
        edges.removeMute(muter, muted);
    }

    List<Relation> relations(UUID viewer, Collection<UUID> people) {
        return edges.relations(viewer, people);
    }

    Stretch<Edge> newest(PeopleList list, UUID of, @Nullable UUID before, int limit) {
        return edges.newest(list, of, before, limit);
    }

    Stretch<Edge> oldest(PeopleList list, UUID of, UUID after, int limit) {
        return edges.oldest(list, of, after, limit);
    }

    Tally tally(UUID account) {
        return tallies.of(account);
    }

    /**
     * Both sides of the comparison are read at one moment, and mending adds the difference: so nobody who follows meanwhile waits, or is
     * lost.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Batch mendSome(UUID after) {
        tallies.holdStill();
        UUID last = null;
        var mended = 0;
        for (var account : tallies.compare(after, BATCH)) {
            last = account.account();
            if (!account.said().equals(account.actual())) {
                tallies.mend(
                        last,
                        account.actual().followers() - account.said().followers(),
                        account.actual().followees() - account.said().followees());
                mended++;
            }
        }
        return new Batch(last, mended);
    }

    private boolean begin(Arrow follow, Runnable told) {
        var added = edges.addFollow(follow);
        if (added) {
            tallies.add(follow.from(), follow.to(), 1);
            told.run();
        }
        return added;
    }

    private void end(UUID follower, UUID followee, Runnable told) {
        edges.removeRequest(follower, followee);
        if (edges.removeFollow(follower, followee)) {
            tallies.add(follower, followee, -1);
            told.run();
        }
    }

    private boolean isBlocked(Arrow arrow) {
        return relation(arrow).blocked();
    }

    private Relation relation(Arrow arrow) {
        return edges.relations(arrow.from(), List.of(arrow.to())).get(0);
    }
}
