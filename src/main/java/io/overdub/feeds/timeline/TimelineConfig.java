package io.overdub.feeds.timeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "feeds.timeline")
interface TimelineConfig {

    Adapter adapter();

    /**
     * Dubs of authors with more followers than this are not brought onto timelines but merged in when somebody reads. Such an author
     * becomes an ordinary one again below four fifths of it.
     */
    @WithDefault("100000")
    int fanOutLimit();

    enum Adapter {
        BUILT_IN
    }
}
