package io.overdub.connections.graph;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class GraphProducer {

    @Produces
    @Singleton
    @Startup
    Graph graph(GraphConfig config, PostgresEdges edges, DynamoDbClient client, Untold untold) {
        return switch (config.adapter()) {
            case POSTGRESQL -> new PostgresGraph(edges);
            case DYNAMODB -> dynamoDb(config.dynamodb(), client, untold);
        };
    }

    private static Graph dynamoDb(GraphConfig.DynamoDb config, DynamoDbClient client, Untold untold) {
        var name = config.table()
                .orElseThrow(() -> new IllegalStateException(
                        "connections.graph.adapter=dynamodb needs connections.graph.dynamodb.table"));
        var table = new Table(client, name);
        if (config.createTable()) {
            table.createUnlessThere();
        }
        table.check();
        return new DynamoDbGraph(client, name, new DynamoDbTallies(client, name, config.followersPerShard()), untold);
    }
}
