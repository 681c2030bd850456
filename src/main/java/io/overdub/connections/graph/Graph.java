package io.overdub.connections.graph;

import io.overdub.kernel.External;
import io.overdub.kernel.Stretch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The edges between people. Every method may be repeated, and every answer is from the truth: what a call made is in every answer given
 * after it. Whatever is asked at the same time about the same two people happens one after the other.
 *
 * <p>All throw {@code connections_unavailable} (503) when the engine does not answer; then it is not known whether anything was done.
 */
@External
public interface Graph {

    /**
     * Ends a request of the same two.
     *
     * @param told runs in a transaction of PostgreSQL that makes it last, once the follow is there, if it is new; see {@link #retell}
     */
    Outcome follow(Arrow follow, Runnable told);

    /** Adds nothing to a follow. */
    Outcome request(Arrow request);

    /**
     * Makes a request a follow, which gets the id of the arrow.
     *
     * @return false, and nothing has happened, when there is no request
     */
    boolean accept(Arrow follow, Runnable told);

    void decline(UUID follower, UUID followee);

    /**
     * Takes back a request as well.
     *
     * @param told as for {@link #follow}, if there was a follow
     */
    void unfollow(UUID follower, UUID followee, Runnable told);

    /**
     * Ends follows and requests in both directions.
     *
     * @param told as for {@link #follow}, once for each follow that there was, with its follower and followee
     */
    void block(Arrow block, BiConsumer<UUID, UUID> told);

    void unblock(UUID blocker, UUID blocked);

    void mute(Arrow mute);

    void unmute(UUID muter, UUID muted);

    /** Of different people, a few hundred at most; everyone asked for is in the answer. */
    List<Relation> relations(UUID viewer, Collection<UUID> people);

    /** The other way about: how each of these viewers, a few hundred at most, stands to the one person; everyone is in the answer. */
    Map<UUID, Relation> relationsTo(UUID person, Collection<UUID> viewers);

    /** Newest first: by descending id, below the given one. */
    Stretch<Edge> newest(PeopleList list, UUID of, @Nullable UUID before, int limit);

    /** The people whom each of these follows, a few hundred at most, newest first, at most {@code limit}; everyone asked for is in the answer. */
    Map<UUID, List<UUID>> followees(Collection<UUID> followers, int limit);

    /** Oldest first: by ascending id, above the given one. */
    Stretch<Edge> oldest(PeopleList list, UUID of, UUID after, int limit);

    /** Exact but for what happens in the same moment. */
    Tally tally(UUID account);

    /** The same of a few hundred at most, read at once; everyone asked for is in the answer. */
    Map<UUID, Tally> tallies(Collection<UUID> accounts);

    /**
     * Compares all tallies with the edges and mends those that drifted.
     *
     * @return how many did
     */
    int reconcile();

    /**
     * Tells of the people between whom something changed before then while nobody can say whether {@code told} ran: a process died between
     * the two, or an answer was lost.
     *
     * @param follows for a follow that is there now; it may have been told
     * @param ended for one that is not; there may never have been one
     */
    void retell(Instant before, BiConsumer<UUID, UUID> follows, BiConsumer<UUID, UUID> ended);

    /**
     * Removes some more of the edges of somebody who is gone, in whichever direction and of whatever kind, and in the end their tally. An
     * engine that cannot find by whom somebody is muted and blocked looks through all its edges for that, which takes its time.
     *
     * @param told as for {@link #block}
     * @return how many; 0 once nothing names them any more
     */
    int forget(UUID person, int limit, BiConsumer<UUID, UUID> told);
}
