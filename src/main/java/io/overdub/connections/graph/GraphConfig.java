package io.overdub.connections.graph;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

@ConfigMapping(prefix = "connections.graph")
interface GraphConfig {

    Adapter adapter();

    /** Another engine, which hears of every change too, so that it can be filled, compared and take over. */
    Optional<Adapter> shadow();

    DynamoDb dynamodb();

    enum Adapter {
        POSTGRESQL,
        DYNAMODB
    }

    /** How it is reached stands under {@code quarkus.dynamodb}. */
    interface DynamoDb {

        Optional<String> table();

        /** Makes the table at the start when it is missing: for development, and for who lets the app do so. */
        @WithDefault("false")
        boolean createTable();

        /** An account that has more spreads the next ones over twice as many partitions. */
        @WithDefault("10000")
        int followersPerShard();
    }
}
