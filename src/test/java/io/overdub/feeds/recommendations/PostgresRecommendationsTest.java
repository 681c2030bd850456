package io.overdub.feeds.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.Vandal;
import io.overdub.world.Vandal.Idea;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostgresRecommendationsTest extends RecommendationsContract {

    @Inject
    SuggestionRepository suggestions;

    @Inject
    Vandal vandal;

    @Override
    Recommendations recommendations() {
        return new PostgresRecommendations(suggestions);
    }

    @Test
    void what_cannot_be_read_is_taken_for_absent_and_replaced() {
        var person = person();
        var found = new Suggestions(quotes(2), people(2));
        recommendations().keep(Map.of(person, found), clock.instant());

        for (var column : List.of("quotes", "people")) {
            for (var rubbish : List.of("null", "array[null::uuid]", "array[array[gen_random_uuid()]]")) {
                try (var damage =
                        vandal.does(new Idea("feeds.suggestion", column, rubbish), "account_id = '" + person + "'")) {
                    assertThat(recommendations().of(person)).as(damage.holds()).isEmpty();
                    recommendations().keep(Map.of(person, found), clock.instant());
                    assertThat(recommendations().of(person)).contains(found);
                }
            }
        }
    }
}
