package io.overdub.connections.graph;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

class GraphProducer {

    @Produces
    @Singleton
    @Startup
    Graph graph(GraphConfig config, PostgresEdges edges) {
        return switch (config.adapter()) {
            case POSTGRESQL -> new PostgresGraph(edges);
        };
    }
}
