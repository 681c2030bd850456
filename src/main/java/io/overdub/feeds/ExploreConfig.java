package io.overdub.feeds;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How for-you makes room for what is new. */
@ConfigMapping(prefix = "feeds.explore")
interface ExploreConfig {

    /** By so many people is a new dub to be seen within its first day; with 0 or less there is no room for newcomers. */
    @WithDefault("20")
    int impressions();

    /** Of so many places of a feed one is a newcomer's: of 2 at least, however few it says. */
    @WithDefault("10")
    int every();
}
