package io.overdub.analytics.stream;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What events wait in. */
@ConfigMapping(prefix = "analytics.stream")
interface StreamConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    Kinesis kinesis();

    /** Region and credentials are those of the process (AWS_REGION and so on). */
    interface Kinesis {

        Optional<String> name();
    }

    enum Adapter {
        POSTGRESQL,
        KINESIS
    }
}
