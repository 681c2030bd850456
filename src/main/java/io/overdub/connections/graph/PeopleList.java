package io.overdub.connections.graph;

/** The lists of one person. */
public enum PeopleList {
    FOLLOWERS,
    FOLLOWING,
    /** Who asks to follow them. */
    REQUESTS,
    MUTED,
    BLOCKED
}
