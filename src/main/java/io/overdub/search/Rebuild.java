package io.overdub.search;

import java.time.Instant;

/** An index being made anew; the log says when it answers. */
record Rebuild(Instant askedAt) {}
