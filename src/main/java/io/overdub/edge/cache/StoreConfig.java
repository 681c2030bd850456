package io.overdub.edge.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is behind the answers that each process keeps. */
@ConfigMapping(prefix = "edge.cache.store")
interface StoreConfig {

    enum Adapter {
        /** Nothing: each process makes its own. */
        NONE,
        REDIS,
        MEMCACHED
    }

    @WithDefault("none")
    Adapter adapter();

    /** So long a request waits for it at most; then it makes its answer itself. */
    @WithDefault("50MS")
    Duration patience();
}
