package io.overdub.feeds;

import io.overdub.dubs.Candidate;

/** A candidate and what its score was made of. */
record Pick(Candidate dub, Reason reason, double score) {}
