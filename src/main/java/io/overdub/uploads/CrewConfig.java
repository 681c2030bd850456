package io.overdub.uploads;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who works on uploads, in each process that has the role {@code jobs}. */
@ConfigMapping(prefix = "uploads.media.crew")
interface CrewConfig {

    /** How many at once; each keeps a core or two busy. */
    @WithDefault("1")
    int workers();
}
