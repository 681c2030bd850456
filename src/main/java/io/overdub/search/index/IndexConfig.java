package io.overdub.search.index;

import io.smallrye.config.ConfigMapping;

/** What in-app search runs on. */
@ConfigMapping(prefix = "search.index")
interface IndexConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    enum Adapter {
        POSTGRESQL,
        ELASTICSEARCH
    }
}
