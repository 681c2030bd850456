package io.overdub.analytics.queue;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

@ConfigMapping(prefix = "analytics.queue")
interface QueueConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    Sqs sqs();

    /** Region and credentials are those of the process (AWS_REGION and so on). */
    interface Sqs {

        /** The address of the queue. Its policy says when a message is dead. */
        Optional<String> url();
    }

    enum Adapter {
        POSTGRESQL,
        SQS
    }
}
