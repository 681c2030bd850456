package io.overdub.notifications;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "notifications")
interface NotificationsConfig {

    /** Pushes to one person in one of their days, unless they say otherwise; answers to what they did come on top. */
    @WithDefault("30")
    int dailyCap();

    /** Parts of broadcasts that one process sends at once. With each more, one more part of 20 may be repeated when it is killed. */
    @WithDefault("1")
    int lanes();
}
