package io.overdub.connections.graph;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What one engine must be able to do besides for another to take its place. Nobody is told of what is copied. */
interface GraphEngine extends Graph {

    /** All edges between the two, in both directions. */
    Set<Tie> ties(UUID one, UUID other);

    /** Makes these the only edges between the two. Tallies follow. */
    void copy(UUID one, UUID other, Set<Tie> ties);

    /**
     * Adds edges in bulk; one between the same two people of the same kind is replaced. Nothing is asked about blocks, and tallies stay as
     * they are: {@link #copyTally} moves them.
     *
     * @param ties up to some thousands, each once
     */
    void copyAll(List<Tie> ties);

    /** What an account's tally should say when all its edges are here. Makes room for so many followers. */
    void copyTally(UUID account, Tally tally);
}
