package io.overdub.connections.graph;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "connections.graph")
interface GraphConfig {

    Adapter adapter();

    enum Adapter {
        POSTGRESQL
    }
}
