package io.overdub.feeds.recommendations;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

@QuarkusTest
class PostgresRecommendationsTest extends RecommendationsContract {

    @Inject
    SuggestionRepository suggestions;

    @Override
    Recommendations recommendations() {
        return new PostgresRecommendations(suggestions);
    }
}
