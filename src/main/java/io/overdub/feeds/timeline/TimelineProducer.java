package io.overdub.feeds.timeline;

import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

@Singleton
class TimelineProducer {

    private static final long CONNECT_MS = 1_000;
    private static final long READ_MS = 3_000;
    private static final int COPY_LIMIT = 300;
    private static final int CALLS_PER_MINUTE = 1_000;
    private static final Duration FIRST_PAGE_LIFE = Duration.ofSeconds(5);

    private final TimelineConfig config;
    private final RedisScripts redis;
    private final Arrears arrears;
    private final Connections connections;
    private final Dubs dubs;
    private final LargeAuthorRepository largeAuthors;
    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry meters;

    TimelineProducer(
            TimelineConfig config,
            RedisScripts redis,
            Arrears arrears,
            Connections connections,
            Dubs dubs,
            LargeAuthorRepository largeAuthors,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.config = config;
        this.redis = redis;
        this.arrears = arrears;
        this.connections = connections;
        this.dubs = dubs;
        this.largeAuthors = largeAuthors;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    @Produces
    @Singleton
    @Startup
    Timeline timeline() {
        var timeline = timeline(config.adapter());
        if (config.shadow().isEmpty()) {
            return timeline;
        }
        var shadow = config.shadow().get();
        if (shadow == config.adapter()) {
            throw new IllegalStateException("feeds.timeline.shadow names another engine than feeds.timeline.adapter");
        }
        return new ShadowedTimeline(
                timeline, timeline(shadow), Math.max(1, config.shadowEvery()), oneAtATime(), meters);
    }

    private Timeline timeline(TimelineConfig.Adapter adapter) {
        return switch (adapter) {
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
                        new TimelineTruth(connections, dubs),
                        redis,
                        arrears,
                        settings.firstPageLife().orElse(FIRST_PAGE_LIFE),
                        settings.ranking().orElse(null),
                        meters);
            }
        };
    }

    static StreamApi stream(TimelineConfig.Stream settings, RedisScripts redis, Clock clock) {
        var copyLimit = settings.copyLimit().orElse(COPY_LIMIT);
        if (copyLimit < 0 || copyLimit > 1_000) {
            throw new IllegalStateException("feeds.timeline.stream.copy-limit is from 0 to 1000");
        }
        var budget = new StreamBudget(redis, clock, settings.callsPerMinute().orElse(CALLS_PER_MINUTE));
        var calls = new StreamCalls(budget);
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

    /** Comparing is worth nothing to whoever waits: what is too much is left out. */
    private static Executor oneAtATime() {
        return new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(100),
                task -> {
                    var thread = new Thread(task, "timeline-shadow");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }
}
