package io.overdub.journeys;

import io.overdub.feeds.timeline.StreamServer;
import io.overdub.search.index.AlgoliaServer;
import io.overdub.world.Door;
import io.overdub.world.LocalMemcached;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Everything that the app can lean on, each behind a door of its own. */
final class EnginesBehindDoors implements AutoCloseable {

    enum Dependency {
        POSTGRESQL,
        REDIS,
        MEMCACHED,
        STORAGE,
        ALGOLIA,
        STREAM
    }

    private static final Pattern PORT = Pattern.compile("(?<=[/@.\\w]:)\\d{4,5}(?=$|[/?])");

    private final EnginesBeside engines;
    private final LocalMemcached memcached;
    private final AlgoliaServer algolia;
    private final StreamServer stream;
    private final Map<Dependency, Door> doors = new EnumMap<>(Dependency.class);
    private final Map<String, String> settings = new LinkedHashMap<>();

    private EnginesBehindDoors(EnginesBeside engines, LocalMemcached memcached) throws IOException {
        this.engines = engines;
        this.memcached = memcached;
        this.algolia = new AlgoliaServer();
        this.stream = new StreamServer(Instant.now().getEpochSecond());
        settings.putAll(engines.settings());
        lead(Dependency.POSTGRESQL, "QUARKUS_DATASOURCE_JDBC_URL", settings.get("QUARKUS_DATASOURCE_JDBC_URL"));
        lead(Dependency.REDIS, "QUARKUS_REDIS_HOSTS", settings.get("QUARKUS_REDIS_HOSTS"));
        lead(Dependency.STORAGE, "QUARKUS_S3_ENDPOINT_OVERRIDE", settings.get("QUARKUS_S3_ENDPOINT_OVERRIDE"));
        lead(Dependency.MEMCACHED, "EDGE_CACHE_MEMCACHED_SERVERS", memcached.address());
        settings.put("EDGE_CACHE_STORE_ADAPTER", "memcached");
        var address = lead(
                Dependency.ALGOLIA,
                "SEARCH_ALGOLIA_HOSTS",
                algolia.addresses().get(0).toString());
        settings.putAll(Map.of(
                "SEARCH_INDEX_ADAPTER",
                "algolia",
                "SEARCH_INTERNAL_ADAPTER",
                "postgresql",
                "SEARCH_ALGOLIA_APP_ID",
                AlgoliaServer.APP,
                "SEARCH_ALGOLIA_API_KEY",
                AlgoliaServer.KEY,
                "SEARCH_ALGOLIA_INSIGHTS",
                address,
                "SEARCH_ALGOLIA_ANALYTICS",
                address));
        lead(
                Dependency.STREAM,
                "FEEDS_TIMELINE_STREAM_URL",
                stream.address("/api/v1.0").toString());
        settings.putAll(Map.of(
                "FEEDS_TIMELINE_ADAPTER",
                "stream",
                "FEEDS_TIMELINE_STREAM_VERSION",
                "v2",
                "FEEDS_TIMELINE_STREAM_KEY",
                StreamServer.KEY,
                "FEEDS_TIMELINE_STREAM_SECRET",
                StreamServer.SECRET,
                // What a plan allows is not what is drilled.
                "FEEDS_TIMELINE_STREAM_CALLS_PER_MINUTE",
                "1000000"));
    }

    static EnginesBehindDoors open(Path folder) throws IOException {
        var memcached = LocalMemcached.open();
        return new EnginesBehindDoors(EnginesBeside.start(folder), memcached);
    }

    private String lead(Dependency dependency, String setting, String address) {
        var found = PORT.matcher(address);
        if (!found.find()) {
            throw new IllegalStateException("No port in " + address);
        }
        var engine = Integer.parseInt(found.group());
        var door = new Door(() -> engine);
        door.open();
        doors.put(dependency, door);
        var led = found.replaceFirst(Integer.toString(door.port()));
        settings.put(setting, led);
        return led;
    }

    Door door(Dependency dependency) {
        return doors.get(dependency);
    }

    /** What leads an app to the doors, as variables. */
    Map<String, String> settings() {
        return settings;
    }

    @Override
    public void close() throws IOException {
        for (var door : doors.values()) {
            door.close();
        }
        algolia.close();
        stream.close();
        memcached.close();
        engines.close();
    }
}
