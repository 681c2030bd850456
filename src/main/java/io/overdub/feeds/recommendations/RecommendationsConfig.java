package io.overdub.feeds.recommendations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What is made anew four times a day is nobody's only copy, so there is a default in production too. */
@ConfigMapping(prefix = "feeds.recommendations")
interface RecommendationsConfig {

    @WithDefault("postgresql")
    Adapter adapter();

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
    }
}
