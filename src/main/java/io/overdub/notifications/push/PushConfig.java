package io.overdub.notifications.push;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What wakes phones. */
@ConfigMapping(prefix = "notifications.push")
interface PushConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    Sns sns();

    enum Adapter {
        CAPTURED,
        SNS
    }

    /** The platform applications of Amazon SNS by their ARN; of a platform without one no device is reached. */
    interface Sns {

        Optional<String> ios();

        Optional<String> iosSandbox();

        Optional<String> android();

        /** The app's bundle id, where the credentials of the application do not say it (APNs keys). */
        Optional<String> topic();
    }
}
