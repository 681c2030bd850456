package io.overdub.edge.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

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
}
