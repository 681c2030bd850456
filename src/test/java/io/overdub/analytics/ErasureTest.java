package io.overdub.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.analytics.stream.Stream;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.Sql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** Somebody goes, and no event says who they were. */
@QuarkusTest
class ErasureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Inject
    World world;

    @Inject
    Pipeline pipeline;

    @Inject
    EraseAccounts eraseAccounts;

    @Inject
    Stream stream;

    @Inject
    Warehouse warehouse;

    @Inject
    Sql sql;

    @Test
    void of_who_is_forgotten_nothing_is_left_that_names_them_also_when_the_stream_is_read_again() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        var phone = "phone-" + UUID.randomUUID();
        var dub = ada.publishes(world.quote("Forgotten"));
        bela.likes(dub);
        ada.likes(dub);
        given().contentType(ContentType.JSON)
                .body(Sent.batch(on(phone, Sent.opened())))
                .post("/v1/events")
                .then()
                .statusCode(202);
        sends(ada, on(phone, Sent.opened()), Sent.event("nobody_registered_this", Map.of("by", ada.id())));
        sends(
                bela,
                Sent.event(
                        "play_ended", Map.of("dub_id", dub, "author_id", ada.id(), "watched_ms", 10, "length_ms", 20)));
        world.settle();
        pipeline.settle(PATIENCE);
        assertThat(naming(ada, phone)).isNotEqualTo("0");

        world.admin()
                .request()
                .body(Map.of("account_id", ada.id()))
                .post("/v1/admin/analytics/erasures")
                .then()
                .statusCode(202);
        erasedAt(ada).isNull();
        world.clock().advance(Erasures.UNKNOWN_FOR.plusSeconds(1));
        eraseAccounts.run();

        erasedAt(ada).isNotNull();
        assertThat(naming(ada, phone)).isEqualTo("0");
        assertThat(rowsNaming("analytics.stream", ada)).isZero();
        assertThat(rowsNaming("analytics.message", ada)).isZero();
        assertThat(rowsNaming("analytics.quarantined", ada)).isZero();
        stream.rewind(world.clock().instant().minus(Duration.ofHours(1)));
        pipeline.settle(PATIENCE);
        assertThat(naming(ada, phone)).isEqualTo("0");
        assertThat(ask("select count(*) from events where dub_id = '" + dub + "' and account_id = '" + bela.id() + "'"))
                .isEqualTo("2");
    }

    @Test
    void what_comes_in_of_them_afterwards_is_nobodys() {
        var ada = world.person("ada");
        world.admin()
                .request()
                .body(Map.of("account_id", ada.id()))
                .post("/v1/admin/analytics/erasures")
                .then()
                .statusCode(202);
        var play = Sent.event("play_started", Map.of("dub_id", UUID.randomUUID().toString()));

        sends(ada, play);
        pipeline.settle(PATIENCE);

        assertThat(ask("select count(*) from events where event_id = '" + play.get("id") + "' and person is null"))
                .isEqualTo("1");
    }

    private AbstractStringAssert<?> erasedAt(Person person) {
        return assertThat(world.admin()
                .gets("/v1/admin/analytics/erasures")
                .jsonPath()
                .getString("items.find { it.account_id == '" + person.id() + "' }.erased_at"));
    }

    private String naming(Person person, String phone) {
        return ask("select count(*) from events where account_id = '" + person.id() + "' or person = '" + person.id()
                + "' or author_id = '" + person.id() + "' or installation_id = '" + phone + "' or person = '" + phone
                + "' or contains(cast(properties as varchar), '" + person.id() + "') or contains(cast(context as"
                + " varchar), '" + person.id() + "')");
    }

    private String ask(String question) {
        return String.valueOf(warehouse.ask(question, 1, PATIENCE).rows().get(0).get(0));
    }

    private long rowsNaming(String table, Person person) {
        return sql.one(
                "select count(*) from " + table + " where strpos(body, ?) > 0", row -> row.getLong(1), person.id());
    }

    private static Map<String, Object> on(String phone, Map<String, Object> event) {
        return Sent.with(event, "context", Map.of("installation_id", phone));
    }

    private static void sends(Person person, Object... events) {
        person.request().body(Sent.batch(events)).post("/v1/events").then().statusCode(202);
    }
}
