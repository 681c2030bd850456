package io.overdub.connections.graph;

import io.overdub.kernel.Stretch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Believes one engine and has another hear of every change, a moment later. What was being done when the process died, or nobody can say
 * whether it was, is copied all the same.
 */
final class ShadowedGraph implements Graph {

    private final Graph truth;
    private final Graph shadow;
    private final Uncopied uncopied;

    ShadowedGraph(Graph truth, Graph shadow, Uncopied uncopied) {
        this.truth = truth;
        this.shadow = shadow;
        this.uncopied = uncopied;
    }

    @Override
    public Outcome follow(Arrow follow, Runnable told) {
        return changing(follow.from(), follow.to(), () -> truth.follow(follow, told));
    }

    @Override
    public Outcome request(Arrow request) {
        return changing(request.from(), request.to(), () -> truth.request(request));
    }

    @Override
    public boolean accept(Arrow follow, Runnable told) {
        return changing(follow.from(), follow.to(), () -> truth.accept(follow, told));
    }

    @Override
    public void decline(UUID follower, UUID followee) {
        change(follower, followee, () -> truth.decline(follower, followee));
    }

    @Override
    public void unfollow(UUID follower, UUID followee, Runnable told) {
        change(follower, followee, () -> truth.unfollow(follower, followee, told));
    }

    @Override
    public void block(Arrow block, BiConsumer<UUID, UUID> told) {
        change(block.from(), block.to(), () -> truth.block(block, told));
    }

    @Override
    public void unblock(UUID blocker, UUID blocked) {
        change(blocker, blocked, () -> truth.unblock(blocker, blocked));
    }

    @Override
    public void mute(Arrow mute) {
        change(mute.from(), mute.to(), () -> truth.mute(mute));
    }

    @Override
    public void unmute(UUID muter, UUID muted) {
        change(muter, muted, () -> truth.unmute(muter, muted));
    }

    private void change(UUID one, UUID other, Runnable step) {
        changing(one, other, () -> {
            step.run();
            return true;
        });
    }

    private <T> T changing(UUID one, UUID other, Supplier<T> step) {
        var note = uncopied.note(one, other);
        var done = step.get();
        uncopied.handOn(note);
        return done;
    }

    @Override
    public List<Relation> relations(UUID viewer, Collection<UUID> people) {
        return truth.relations(viewer, people);
    }

    @Override
    public Map<UUID, Relation> relationsTo(UUID person, Collection<UUID> viewers) {
        return truth.relationsTo(person, viewers);
    }

    @Override
    public Stretch<Edge> newest(PeopleList list, UUID of, @Nullable UUID before, int limit) {
        return truth.newest(list, of, before, limit);
    }

    @Override
    public Map<UUID, List<UUID>> followees(Collection<UUID> followers, int limit) {
        return truth.followees(followers, limit);
    }

    @Override
    public Stretch<Edge> oldest(PeopleList list, UUID of, UUID after, int limit) {
        return truth.oldest(list, of, after, limit);
    }

    @Override
    public Tally tally(UUID account) {
        return truth.tally(account);
    }

    @Override
    public Map<UUID, Tally> tallies(Collection<UUID> accounts) {
        return truth.tallies(accounts);
    }

    @Override
    public int reconcile() {
        return truth.reconcile() + shadow.reconcile();
    }

    /** Each of the two by itself: of somebody who is gone nobody changes anything meanwhile. */
    @Override
    public int forget(UUID person, int limit, BiConsumer<UUID, UUID> told) {
        var some = truth.forget(person, limit, told);
        return some > 0 ? some : shadow.forget(person, limit, (follower, followee) -> {});
    }

    @Override
    public void retell(Instant before, BiConsumer<UUID, UUID> follows, BiConsumer<UUID, UUID> ended) {
        truth.retell(before, follows, ended);
        uncopied.handOnLate(before);
    }
}
