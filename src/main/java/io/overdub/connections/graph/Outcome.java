package io.overdub.connections.graph;

/** What became of a wish to follow. */
public enum Outcome {
    ADDED,
    /** It, or what it asks for, was there before. */
    THERE,
    /** A block lies between the two. */
    BLOCKED
}
