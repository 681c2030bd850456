package io.overdub.feeds.timeline;

import io.overdub.connections.Connections;
import io.overdub.dubs.Dubs;
import io.overdub.kernel.Arrears;
import io.overdub.kernel.Ids;
import io.overdub.kernel.RedisScripts;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

class TimelineProducer {

    @Produces
    @Singleton
    @Startup
    Timeline timeline(
            TimelineConfig config,
            RedisScripts redis,
            Arrears arrears,
            Connections connections,
            Dubs dubs,
            LargeAuthorRepository largeAuthors,
            Ids ids) {
        return switch (config.adapter()) {
            case BUILT_IN ->
                new RedisTimeline(
                        RedisTimeline.Limits.of(config.fanOutLimit()),
                        redis,
                        arrears,
                        connections,
                        dubs,
                        largeAuthors,
                        ids);
        };
    }
}
