package io.overdub.connections.graph;

import io.overdub.kernel.Stretch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    Map<UUID, Relation> relationsTo(UUID person, Collection<UUID> viewers) {
        return edges.relationsTo(person, viewers);
    }

    Stretch<Edge> newest(PeopleList list, UUID of, @Nullable UUID before, int limit) {
        return edges.newest(list, of, before, limit);
    }

    Map<UUID, List<UUID>> followees(Collection<UUID> followers, int limit) {
        return edges.followees(followers, limit);
    }

    Stretch<Edge> oldest(PeopleList list, UUID of, UUID after, int limit) {
        return edges.oldest(list, of, after, limit);
    }

    Tally tally(UUID account) {
        return tallies.of(account);
    }

    Map<UUID, Tally> tallies(Collection<UUID> accounts) {
        return tallies.of(accounts);
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

    @Transactional
    int forget(UUID person, int limit, BiConsumer<UUID, UUID> told) {
        var ended = edges.endFollows(person, limit);
        ended.forEach(follow -> {
            tallies.add(follow.from(), follow.to(), -1);
            told.accept(follow.from(), follow.to());
        });
        if (!ended.isEmpty()) {
            return ended.size();
        }
        var others = edges.forgetOthers(person, limit);
        return others > 0 ? others : tallies.forget(person);
    }

    Set<Tie> ties(UUID one, UUID other) {
        return edges.ties(one, other);
    }

    @Transactional
    void copy(UUID one, UUID other, Set<Tie> ties) {
        edges.lockPair(one, other);
        var there = edges.ties(one, other);
        there.stream().filter(tie -> !ties.contains(tie)).forEach(this::remove);
        ties.stream().filter(tie -> !there.contains(tie)).forEach(this::add);
    }

    private void add(Tie tie) {
        var arrow = tie.arrow();
        switch (tie.kind()) {
            case FOLLOW -> begin(arrow, () -> {});
            case REQUEST -> edges.addRequest(arrow);
            case MUTE -> edges.addMute(arrow);
            case BLOCK -> edges.addBlock(arrow);
        }
    }

    private void remove(Tie tie) {
        var from = tie.arrow().from();
        var to = tie.arrow().to();
        switch (tie.kind()) {
            case FOLLOW -> {
                if (edges.removeFollow(from, to)) {
                    tallies.add(from, to, -1);
                }
            }
            case REQUEST -> edges.removeRequest(from, to);
            case MUTE -> edges.removeMute(from, to);
            case BLOCK -> edges.removeBlock(from, to);
        }
    }

    /** In the order of the keys, so that two who copy the same edges at a time do not wait for each other in a circle. */
    @Transactional
    void copyAll(List<Tie> ties) {
        for (var kind : Tie.Kind.values()) {
            edges.replaceAll(
                    kind,
                    ties.stream()
                            .filter(tie -> tie.kind() == kind)
                            .map(Tie::arrow)
                            .toList());
        }
    }

    @Transactional
    void copyTally(UUID account, Tally tally) {
        var said = tallies.of(account);
        if (!said.equals(tally)) {
            tallies.mend(account, tally.followers() - said.followers(), tally.followees() - said.followees());
        }
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
