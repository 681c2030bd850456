package io.overdub.notifications.fanout;

import io.smallrye.config.ConfigMapping;

/** How pushes reach many. */
@ConfigMapping(prefix = "notifications.fanout")
interface FanoutConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    enum Adapter {
        IN_PROCESS
    }
}
