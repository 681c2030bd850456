package io.overdub.search.index;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What we use of an application at Algolia. Each has calls and hosts of its own, so that trouble with one is none with another. */
final class Algolia {

    private Algolia() {}

    static AlgoliaIndex index(AlgoliaConfig config, MeterRegistry meters, Clock clock) {
        var asking = door(
                config,
                hosts(config, "-dsn"),
                new AlgoliaPatience(config.connectPatience(), config.readPatience(), config.searchPatience()),
                clock);
        var reading = door(config, hosts(config, "-dsn"), config.readPatience(), clock);
        var writing = door(config, hosts(config, ""), config.writePatience(), clock);
        var tasks = new AlgoliaTasks(reading, config.taskPatience());
        return new AlgoliaIndex(
                asking,
                reading,
                writing,
                tasks,
                new AlgoliaRules(reading, writing, tasks, meters, clock),
                config.indexName(),
                clock);
    }

    static AlgoliaInsights insights(AlgoliaConfig config, MeterRegistry meters, Clock clock) {
        var door = door(config, List.of(config.insights()), config.readPatience(), clock);
        return new AlgoliaInsights(door, config.indexName(), meters, clock);
    }

    static AlgoliaSplitTests splitTests(AlgoliaConfig config, Clock clock) {
        var analytics = List.of(config.analytics());
        var tasks = new AlgoliaTasks(
                door(config, hosts(config, "-dsn"), config.readPatience(), clock), config.taskPatience());
        return new AlgoliaSplitTests(
                door(config, analytics, config.readPatience(), clock),
                door(config, analytics, config.writePatience(), clock),
                tasks,
                config.indexName());
    }

    /** @param first what the first host has in its name */
    private static List<URI> hosts(AlgoliaConfig config, String first) {
        return config.hosts().orElseGet(() -> AlgoliaHosts.of(application(config), first, new SecureRandom()));
    }

    private static AlgoliaIndex.Door door(AlgoliaConfig config, List<URI> hosts, Duration patience, Clock clock) {
        return door(config, hosts, new AlgoliaPatience(config.connectPatience(), patience, null), clock);
    }

    private static AlgoliaIndex.Door door(
            AlgoliaConfig config, List<URI> hosts, AlgoliaPatience patience, Clock clock) {
        var application = application(config);
        var key = config.apiKey().orElseThrow(Algolia::unsaid);
        var calls = new AlgoliaCalls(new AlgoliaHosts(hosts, clock), patience, clock);
        return call -> calls.find(client -> call.make(client, application, key));
    }

    private static String application(AlgoliaConfig config) {
        return config.appId().orElseThrow(Algolia::unsaid);
    }

    private static IllegalStateException unsaid() {
        return new IllegalStateException(
                "the adapter algolia of search needs search.algolia.app-id and search.algolia.api-key");
    }
}
