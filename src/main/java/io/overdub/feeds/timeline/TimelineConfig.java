package io.overdub.feeds.timeline;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "feeds.timeline")
interface TimelineConfig {

    Adapter adapter();

    enum Adapter {
        BUILT_IN
    }
}
