package io.overdub.feeds.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.kernel.EngineAway;
import io.overdub.world.LocalDynamoDb;
import io.overdub.world.TroubledDynamoDb;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

@QuarkusTest
class DynamoDbRecommendationsTest extends RecommendationsContract {

    private static final String TABLE = "suggestions-" + UUID.randomUUID();

    private final TroubledDynamoDb trouble = new TroubledDynamoDb(client());

    @Override
    Recommendations recommendations() {
        return new DynamoDbRecommendations(trouble.client(), TABLE);
    }

    private static DynamoDbClient client() {
        var client = LocalDynamoDb.client();
        new DynamoDbRecommendations(client, TABLE).open(true);
        return client;
    }

    @Test
    void what_a_200_left_undone_is_sent_again() {
        var person = person();
        var found = new Suggestions(quotes(2), people(2));
        trouble.next("batchWriteItem", TroubledDynamoDb.nothingWritten(), TroubledDynamoDb.nothingWritten());

        recommendations().keep(Map.of(person, found), clock.instant());

        assertThat(recommendations().of(person)).contains(found);
        assertThat(trouble.calls("batchWriteItem")).isEqualTo(3);
    }

    @Test
    void what_stays_undone_is_no_success() {
        for (var i = 0; i < 6; i++) {
            trouble.next("batchWriteItem", TroubledDynamoDb.nothingWritten());
        }

        assertThatThrownBy(() -> recommendations().keep(Map.of(person(), Suggestions.NONE), clock.instant()))
                .isInstanceOf(EngineAway.class);
    }

    @Test
    void a_write_whose_answer_was_lost_may_come_again() {
        var person = person();
        var found = new Suggestions(quotes(1), people(1));
        trouble.next("batchWriteItem", TroubledDynamoDb.answerLost());

        assertThatThrownBy(() -> recommendations().keep(Map.of(person, found), clock.instant()))
                .isInstanceOf(EngineAway.class);
        recommendations().keep(Map.of(person, found), clock.instant());

        assertThat(recommendations().of(person)).contains(found);
    }

    @Test
    void while_it_is_down_there_are_none() {
        var down = LocalDynamoDb.client(URI.create("http://127.0.0.1:1"), Duration.ofMillis(200));

        assertThat(new DynamoDbRecommendations(down, TABLE).of(person())).isEmpty();
        assertThatThrownBy(() -> new DynamoDbRecommendations(down, TABLE)
                        .keep(Map.of(person(), Suggestions.NONE), clock.instant()))
                .isInstanceOf(EngineAway.class);
    }

    @Test
    void what_cannot_be_read_is_taken_for_absent_and_replaced() {
        var found = new Suggestions(quotes(2), people(2));
        var none = AttributeValue.fromL(List.of());
        for (var rubbish : List.of(
                Map.<String, AttributeValue>of(),
                Map.of("quotes", none),
                Map.of("quotes", AttributeValue.fromS("none"), "people", none),
                Map.of("quotes", AttributeValue.fromL(List.of(AttributeValue.fromS("no id"))), "people", none),
                Map.of("quotes", none, "people", AttributeValue.fromL(List.of(AttributeValue.fromN("7")))))) {
            var person = person();
            var item = new HashMap<>(rubbish);
            item.put("account", AttributeValue.fromS(person.toString()));
            trouble.client()
                    .putItem(
                            PutItemRequest.builder().tableName(TABLE).item(item).build());

            assertThat(recommendations().of(person)).as("%s", rubbish).isEmpty();
            recommendations().keep(Map.of(person, found), clock.instant());
            assertThat(recommendations().of(person)).contains(found);
        }
    }

    @Test
    void a_table_that_is_missing_is_named() {
        assertThatThrownBy(() -> new DynamoDbRecommendations(LocalDynamoDb.client(), "no-such-table").open(false))
                .hasMessageContaining("no-such-table");
    }
}
