package io.overdub.connections.graph;

import io.overdub.kernel.Ids;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Singleton
class GraphProducer {

    private final GraphConfig config;
    private final PostgresEdges edges;
    private final DynamoDbClient client;
    private final Untold untold;
    private final Ids ids;
    private final Clock clock;

    GraphProducer(GraphConfig config, PostgresEdges edges, DynamoDbClient client, Untold untold, Ids ids, Clock clock) {
        this.config = config;
        this.edges = edges;
        this.client = client;
        this.untold = untold;
        this.ids = ids;
        this.clock = clock;
    }

    @Produces
    @Singleton
    @Startup
    Engines engines() {
        if (config.shadow().filter(config.adapter()::equals).isPresent()) {
            throw new IllegalStateException(
                    "connections.graph.shadow names another engine than connections.graph.adapter");
        }
        return new Engines(
                config.adapter().name().toLowerCase(Locale.ROOT),
                engine(config.adapter()),
                config.shadow().map(this::engine));
    }

    @Produces
    @Singleton
    Graph graph(Engines engines, Uncopied uncopied) {
        return engines.shadow()
                .<Graph>map(shadow -> new ShadowedGraph(engines.truth(), shadow, uncopied))
                .orElseGet(engines::truth);
    }

    private GraphEngine engine(GraphConfig.Adapter adapter) {
        return switch (adapter) {
            case POSTGRESQL -> new PostgresGraph(edges);
            case DYNAMODB -> dynamoDb();
        };
    }

    private GraphEngine dynamoDb() {
        var settings = config.dynamodb();
        var name = settings.table()
                .orElseThrow(() -> new IllegalStateException(
                        "connections.graph.adapter=dynamodb needs connections.graph.dynamodb.table"));
        var table = new Table(client, name);
        if (settings.createTable()) {
            table.createUnlessThere();
        }
        table.check();
        var patience = new Patience(clock);
        var tallies = new DynamoDbTallies(client, name, settings.followersPerShard(), patience);
        return new DynamoDbGraph(client, name, tallies, untold, patience, new Lines(), ids);
    }
}
