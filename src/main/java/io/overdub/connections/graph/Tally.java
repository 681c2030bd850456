package io.overdub.connections;

/** How many people follow an account, and how many it follows. */
record Tally(long followers, long followees) {}
