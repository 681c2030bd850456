package io.overdub.feeds;

/** The formula that ranked, for whoever compares later what each version did. */
record RankerVersion(String name, int version) {}
