package io.overdub.notifications.push;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** What wakes phones. */
@ConfigMapping(prefix = "notifications.push")
interface PushConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    Sns sns();

    Pushwoosh pushwoosh();

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

    /** The account at Pushwoosh that sends campaigns by tags; without application and token there is none. */
    interface Pushwoosh {

        @WithDefault("https://api.pushwoosh.com/json/1.3/")
        URI url();

        Optional<String> application();

        Optional<String> token();

        /** The tag, a list, in which apps keep there what they call their tags here. */
        @WithDefault("overdub")
        String tags();

        /** The tag, a number, in which apps keep there the number of their build. */
        @WithDefault("overdub_build")
        String build();
    }
}
