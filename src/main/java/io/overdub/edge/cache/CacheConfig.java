package io.overdub.edge.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Keeping answers. */
@ConfigMapping(prefix = "edge.cache")
interface CacheConfig {

    @WithDefault("true")
    boolean enabled();

    /** How long ago this process may have heard last what ended elsewhere; after that it gives out nothing that it keeps. */
    @WithDefault("1S")
    Duration patience();

    /** In bytes, of all answers that this process keeps, their compressed forms included. */
    @WithDefault("16000000")
    long most();
}
