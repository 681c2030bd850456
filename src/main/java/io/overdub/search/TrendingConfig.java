package io.overdub.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When others learn what people search for. */
@ConfigMapping(prefix = "search.trending")
interface TrendingConfig {

    /** So many different people must have asked for something within a day or two. */
    @WithDefault("5")
    int leastPeople();

    /** An account that is younger counts together with all such accounts, and guests, of its network. */
    @WithDefault("7D")
    Duration grownUp();
}
