package io.overdub.feeds.timeline;

import io.overdub.connections.Connections;
import io.overdub.dubs.Dubs;
import io.overdub.kernel.Arrears;
import io.overdub.kernel.Ids;
import io.overdub.kernel.RedisScripts;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

class TimelineProducer {

    private static final long CONNECT_MS = 1_000;
    private static final long READ_MS = 3_000;
    private static final int COPY_LIMIT = 300;
    private static final int CALLS_PER_MINUTE = 1_000;
    private static final Duration FIRST_PAGE_LIFE = Duration.ofSeconds(5);

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
            Ids ids,
            Clock clock) {
        var truth = new TimelineTruth(connections, dubs);
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
            case STREAM -> {
                var settings = config.stream()
                        .orElseThrow(
                                () -> new IllegalStateException(
                                        "feeds.timeline.adapter=stream needs feeds.timeline.stream.version, .url, .key and .secret"));
                yield new StreamTimeline(
                        stream(settings, redis, clock),
                        truth,
                        redis,
                        arrears,
                        settings.firstPageLife().orElse(FIRST_PAGE_LIFE));
            }
        };
    }

    static StreamApi stream(TimelineConfig.Stream settings, RedisScripts redis, Clock clock) {
        var copyLimit = settings.copyLimit().orElse(COPY_LIMIT);
        if (copyLimit < 0 || copyLimit > 1_000) {
            throw new IllegalStateException("feeds.timeline.stream.copy-limit is from 0 to 1000");
        }
        var calls = new StreamCalls(
                new StreamBudget(redis, clock, settings.callsPerMinute().orElse(CALLS_PER_MINUTE)));
        var token = new StreamToken(settings.secret());
        return switch (settings.version()) {
            case V2 -> new StreamV2(client(settings, StreamV2Client.class), calls, token, settings.key(), copyLimit);
            case V3 ->
                new StreamV3(client(settings, StreamV3Client.class), calls, token, settings.key(), copyLimit, clock);
        };
    }

    /** Statuses are looked at, not thrown. */
    private static <T> T client(TimelineConfig.Stream settings, Class<T> type) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(settings.url())
                .connectTimeout(CONNECT_MS, TimeUnit.MILLISECONDS)
                .readTimeout(READ_MS, TimeUnit.MILLISECONDS)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(type);
    }
}
