package io.overdub.search.index;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What is told to Algolia's Insights, where Algolia answers people. */
public final class AlgoliaAtHand implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final AlgoliaServer server = new AlgoliaServer();
    private final Insights insights = new Insights(
            new Chosen(),
            new AlgoliaSettings(server.addresses(), Duration.ofSeconds(30), Duration.ofSeconds(30)),
            new SimpleMeterRegistry(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    public AlgoliaAtHand() throws IOException {}

    public Insights insights() {
        return insights;
    }

    /** Whose uses it has heard of, in turn. */
    public List<String> heardOf() {
        return server.events().stream()
                .map(event -> event.path("userToken").asText())
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Algolia answers people. */
    record Chosen() implements IndexConfig {

        @Override
        public Adapter adapter() {
            return Adapter.ALGOLIA;
        }

        @Override
        public Optional<Adapter> shadow() {
            return Optional.empty();
        }

        @Override
        public int shadowEvery() {
            return 1;
        }
    }
}
