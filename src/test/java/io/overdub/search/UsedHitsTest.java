package io.overdub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.accounts.AccountId;
import io.overdub.analytics.Consents;
import io.overdub.kernel.Outbox;
import io.overdub.search.index.AlgoliaAtHand;
import io.overdub.search.index.Hit;
import io.overdub.search.index.Kind;
import io.overdub.search.index.Trace;
import io.overdub.search.index.Use;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsedHitsTest {

    @Inject
    World world;

    @Inject
    Consents consents;

    @Inject
    Outbox outbox;

    @Test
    void an_engine_that_wants_to_know_hears_of_all_but_those_who_do_not_want_that() throws IOException {
        var open = world.person("open");
        var shy = world.person("shy");
        shy.request()
                .body(Map.of("opted_out", true))
                .put("/v1/me/analytics")
                .then()
                .statusCode(200);

        try (var algolia = new AlgoliaAtHand()) {
            var desk = new UseDesk(algolia.insights(), consents, outbox);

            assertThat(desk.knownAs(id(open))).isEqualTo(id(open).value());
            assertThat(desk.knownAs(id(shy))).isNull();
            assertThat(desk.knownAs(null)).isNull();
            assertThat(noted(desk, open)).isOne();
            assertThat(noted(desk, shy)).isZero();
            new TellOfUse(algolia.insights())
                    .onAll(List.of(new HitsUsed(List.of(use(open))), new HitsUsed(List.of(use(open)))));
            assertThat(algolia.heardOf()).containsExactly(open.id(), open.id());
        }
    }

    @Test
    void what_is_told_is_checked_and_where_nobody_wants_to_know_nothing_is_taken() {
        var person = world.person("person");
        Map<String, Object> event = Map.of(
                "type",
                "click",
                "hit",
                Map.of("kind", "tag", "key", "here"),
                "trace",
                Map.of("query_id", "0123456789abcdef", "position", 3));

        tells(person, List.of(event), 202).body("taken", equalTo(0));
        tells(person, List.of(Map.of("type", "conversion", "hit", Map.of("kind", "tag", "key", "here"))), 202);
        tells(person, Collections.nCopies(51, event), 422);
        tells(person, List.of(), 422);
        tells(person, List.of(Map.of("type", "click")), 422);
        tells(person, List.of(Map.of("type", "purchase", "hit", Map.of("kind", "tag", "key", "here"))), 400);
        tells(
                person,
                List.of(Map.of(
                        "type",
                        "click",
                        "hit",
                        Map.of("kind", "tag", "key", "here"),
                        "trace",
                        Map.of("query_id", "not one", "position", 0))),
                422);
    }

    private static ValidatableResponse tells(Person person, List<?> events, int status) {
        return person.request()
                .body(Map.of("events", events))
                .post("/v1/search/events")
                .then()
                .statusCode(status);
    }

    private static int noted(UseDesk desk, Person person) {
        return QuarkusTransaction.requiringNew().call(() -> desk.note(id(person), List.of(use(person))));
    }

    private static Use use(Person person) {
        return new Use(
                Use.Type.CLICK,
                id(person).value(),
                new Hit(Kind.TAG, "here"),
                new Trace("0123456789abcdef", 1),
                AlgoliaAtHand.NOW);
    }

    private static AccountId id(Person person) {
        return AccountId.fromString(person.id());
    }
}
