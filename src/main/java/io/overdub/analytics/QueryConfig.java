package io.overdub.analytics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one question of the team may take. */
@ConfigMapping(prefix = "analytics.query")
interface QueryConfig {

    @WithDefault("10S")
    Duration patience();

    @WithDefault("10000")
    int mostRows();

    /** Questions at once, in this process; so many more that tell people of their own dubs. */
    @WithDefault("2")
    int together();
}
