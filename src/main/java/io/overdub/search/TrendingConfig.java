package io.overdub.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When others learn what people search for. */
@ConfigMapping(prefix = "search.trending")
interface TrendingConfig {

    /** So many different people must have asked for something within a day or two. */
    @WithDefault("5")
    int leastPeople();
}
