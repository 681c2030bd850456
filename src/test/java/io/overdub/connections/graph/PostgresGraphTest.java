package io.overdub.connections.graph;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

@QuarkusTest
class PostgresGraphTest extends GraphContract {

    @Inject
    PostgresEdges edges;

    @Override
    Graph graph() {
        return new PostgresGraph(edges);
    }
}
