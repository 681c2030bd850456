package io.overdub.connections.graph;

/** How many people follow an account, and how many it follows. */
public record Tally(long followers, long followees) {}
