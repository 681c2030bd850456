package io.overdub.search.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What in-app search runs on. */
@ConfigMapping(prefix = "search.index")
interface IndexConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    /** Hears all that the adapter hears and is compared with it, before it takes over. */
    Optional<Adapter> shadow();

    /** Of so many questions one is compared. */
    @WithDefault("100")
    int shadowEvery();

    enum Adapter {
        POSTGRESQL,
        ELASTICSEARCH,
        ALGOLIA
    }
}
