package io.overdub.feeds;

import java.time.Instant;

/** Timelines being filled; the log says when they are. */
record Filling(Instant askedAt) {}
