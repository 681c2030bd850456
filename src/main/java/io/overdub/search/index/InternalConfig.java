package io.overdub.search.index;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What search for staff runs on. */
@ConfigMapping(prefix = "search.internal")
interface InternalConfig {

    /** The one of in-app search unless said. */
    Optional<IndexConfig.Adapter> adapter();
}
