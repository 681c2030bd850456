package io.overdub.feeds;

import io.overdub.ranking.Ranker;

/** The formula that ranked, for whoever compares later what each version did; version 0 is of an engine that has formulas itself. */
record RankerVersion(String name, int version) {

    static RankerVersion of(Ranker ranker) {
        return new RankerVersion(ranker.name(), ranker.version());
    }
}
