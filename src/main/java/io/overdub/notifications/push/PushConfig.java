package io.overdub.notifications.push;

import io.smallrye.config.ConfigMapping;

/** What wakes phones. */
@ConfigMapping(prefix = "notifications.push")
interface PushConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    enum Adapter {
        CAPTURED
    }
}
