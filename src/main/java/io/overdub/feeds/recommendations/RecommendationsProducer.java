package io.overdub.feeds.recommendations;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class RecommendationsProducer {

    @Produces
    @Singleton
    @Startup
    Recommendations recommendations(
            RecommendationsConfig config, SuggestionRepository suggestions, DynamoDbClient client) {
        return switch (config.adapter()) {
            case POSTGRESQL -> new PostgresRecommendations(suggestions);
            case DYNAMODB -> {
                var table = config.dynamodb()
                        .table()
                        .orElseThrow(() -> new IllegalStateException(
                                "feeds.recommendations.adapter=dynamodb needs feeds.recommendations.dynamodb.table"));
                var recommendations = new DynamoDbRecommendations(client, table);
                recommendations.open(config.dynamodb().createTable());
                yield recommendations;
            }
        };
    }
}
