package io.overdub.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.stream.Stream;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.Sql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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
    Queue queue;

    @Inject
    Warehouse warehouse;

    @Inject
    ErasureRepository erasures;

    @Inject
    Erasures gone;

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
        assertThat(rowsNaming("analytics.stream", ada.id())).isZero();
        assertThat(rowsNaming("analytics.message", ada.id())).isZero();
        assertThat(rowsNaming("analytics.quarantined", ada.id())).isZero();
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
        var play = on(
                "phone-" + UUID.randomUUID(),
                Sent.event("play_started", Map.of("dub_id", UUID.randomUUID().toString())));

        sends(ada, play);
        pipeline.settle(PATIENCE);

        assertThat(ask("select count(*) from events where event_id = '" + play.get("id") + "' and person is null"))
                .isEqualTo("1");
    }

    @Test
    void who_is_forgotten_stays_opted_out() {
        var ada = world.person("ada");
        ada.request()
                .body(Map.of("opted_out", true))
                .put("/v1/me/analytics")
                .then()
                .statusCode(200);

        isForgotten(ada);

        ada.gets("/v1/me/analytics").then().body("opted_out", equalTo(true));
    }

    @Test
    void what_they_saved_and_stopped_stays_and_does_not_say_who_it_was() {
        var ada = world.staff("admin");
        var name = "q" + UUID.randomUUID();
        ada.request()
                .body(Map.of("sql", "select 1"))
                .put("/v1/admin/analytics/queries/" + name)
                .then()
                .statusCode(204);
        ada.request().put("/v1/admin/analytics/stages/load/pause").then().statusCode(204);
        try {
            isForgotten(ada);

            assertThat(by("saved_query where name = '" + name + "'")).isEqualTo(Erasures.NOBODY);
            assertThat(by("pause where stage = 'load'")).isEqualTo(Erasures.NOBODY);
        } finally {
            world.admin()
                    .request()
                    .delete("/v1/admin/analytics/stages/load/pause")
                    .then()
                    .statusCode(204);
        }
    }

    private UUID by(String row) {
        return sql.one("select by_id from analytics." + row, found -> Sql.uuid(found, 1));
    }

    @Test
    void what_others_tell_of_them_afterwards_names_nobody_and_says_the_same() {
        var ada = world.person("ada");
        isForgotten(ada);
        var play = Sent.event("play_started", Map.of("dub_id", UUID.randomUUID().toString(), "author_id", ada.id()));

        sends(world.person("bela"), play);
        pipeline.settle(PATIENCE);

        assertThat(ask("select properties->>'author_id' from events where event_id = '" + play.get("id")
                        + "' and author_id is null and person is not null"))
                .isEqualTo(Erasures.NOBODY.toString());
    }

    @Test
    void an_id_in_capitals_is_one() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        var loud = ada.id().toUpperCase(Locale.ROOT);
        var play = Sent.event("play_started", Map.of("dub_id", UUID.randomUUID().toString(), "author_id", loud));
        sends(bela, play, Sent.event("nobody_registered_this", Map.of("by", loud)));
        pipeline.settle(PATIENCE);
        assertThat(ask("select author_id from events where event_id = '" + play.get("id") + "'"))
                .isEqualTo(ada.id());
        assertThat(rowsNaming("analytics.quarantined", loud)).isEqualTo(1);

        isForgotten(ada);

        assertThat(ask("select count(*) from events where contains(lower(cast(properties as varchar)), '" + ada.id()
                        + "')"))
                .isEqualTo("0");
        assertThat(rowsNaming("analytics.quarantined", loud)).isZero();
    }

    /** An app is used before anybody signs up, and what it sends may be unfit. */
    @Test
    void what_their_app_sent_before_they_signed_in_leaves_the_quarantine_too() {
        var ada = world.person("ada");
        var phone = "pho\"ne-" + UUID.randomUUID();
        var others = "phone-" + UUID.randomUUID();
        for (var installation : List.of(phone, others)) {
            given().contentType(ContentType.JSON)
                    .body(Sent.batch(on(installation, Sent.event("nobody_registered_this", Map.of()))))
                    .post("/v1/events")
                    .then()
                    .statusCode(202);
        }
        sends(ada, on(phone, Sent.opened()));
        pipeline.settle(PATIENCE);
        assertThat(rowsNaming("analytics.quarantined", phone.substring(5))).isEqualTo(1);

        isForgotten(ada);

        assertThat(rowsNaming("analytics.quarantined", phone.substring(5))).isZero();
        assertThat(rowsNaming("analytics.quarantined", others)).isEqualTo(1);
    }

    @Test
    void what_waits_in_the_stream_and_in_the_queue_is_nobodys_too() {
        var ada = world.person("ada");
        var phone = "pho\"ne-" + UUID.randomUUID();
        sends(ada, on(phone, Sent.opened()));
        stream.take(1_000).ifPresent(run -> queue.send(run.bodies()));
        var play = on(phone, Sent.opened());
        given().contentType(ContentType.JSON)
                .body(Sent.batch(play))
                .post("/v1/events")
                .then()
                .statusCode(202);
        assertThat(rowsNaming("analytics.stream", ada.id())).isPositive();
        assertThat(rowsNaming("analytics.message", ada.id())).isPositive();

        isForgotten(ada);

        assertThat(rowsNaming("analytics.stream", ada.id())).isZero();
        assertThat(rowsNaming("analytics.message", ada.id())).isZero();
        assertThat(rowsNaming("analytics.stream", phone.substring(5))).isZero();
        pipeline.settle(PATIENCE);
        assertThat(naming(ada, phone)).isEqualTo("0");
        assertThat(ask("select count(*) from events where event_id = '" + play.get("id") + "'"))
                .isEqualTo("1");
    }

    @Test
    void what_came_in_late_is_forgotten_after_nine_days_with_the_request_itself() {
        var ada = world.person("ada");
        var phone = "phone-" + UUID.randomUUID();
        var other = "phone-" + UUID.randomUUID();
        sends(ada, on(phone, Sent.opened()));
        pipeline.settle(PATIENCE);
        isForgotten(ada);
        var row = Rows.read("""
            {"id":"%s","name":"app_opened","version":1,"source":"CLIENT","class":"PRODUCT","occurred_at":1,"received_at":1,\
            "claimed_at":1,"installation":"PHONE","context":"{}","properties":"{}"}""".formatted(UUID.randomUUID())).orElseThrow();
        var late = Rows.read(Rows.write(row).replace("PHONE", phone)).orElseThrow();
        var later = Rows.read(Rows.write(row)
                        .replace(row.id().toString(), UUID.randomUUID().toString())
                        .replace("PHONE", other))
                .orElseThrow();
        warehouse.load(List.of(late, later));
        sends(ada, on(other, Sent.opened()));
        pipeline.settle(PATIENCE);
        assertThat(naming(ada, phone)).isEqualTo("1");
        assertThat(naming(ada, other)).isEqualTo("1");

        erasingAfter(Duration.ofDays(10), warehouse).run();

        assertThat(naming(ada, phone)).isEqualTo("0");
        assertThat(naming(ada, other)).isEqualTo("0");
        erasedAt(ada).isNull();
        assertThat(erasures.installations(UUID.fromString(ada.id()))).isEmpty();
    }

    @Test
    void those_who_cannot_be_forgotten_now_hold_up_no_other() {
        var asked = IntStream.range(0, 60).mapToObj(number -> UUID.randomUUID()).toList();
        asked.forEach(erasures::add);
        var memory = new MemoryWarehouse();
        memory.held.addAll(asked.subList(0, 30));
        var erasing = erasingAfter(Duration.ofMinutes(1), memory);

        erasing.run();
        assertThat(memory.erased).hasSizeLessThanOrEqualTo(50).doesNotContain(asked.get(59));
        runs(erasing, 10);

        assertThat(memory.erased).containsAll(asked.subList(30, 60)).doesNotContainAnyElementsOf(memory.held);
        memory.held.clear();
        runs(erasing, 10);
        assertThat(memory.erased).containsAll(asked);
        asked.forEach(erasures::delete);
    }

    private static void runs(EraseAccounts erasing, int times) {
        for (var run = 0; run < times; run++) {
            erasing.run();
        }
    }

    private void isForgotten(Person person) {
        world.admin()
                .request()
                .body(Map.of("account_id", person.id()))
                .post("/v1/admin/analytics/erasures")
                .then()
                .statusCode(202);
        erasingAfter(Erasures.UNKNOWN_FOR.plusSeconds(1), warehouse).run();
    }

    private EraseAccounts erasingAfter(Duration time, Warehouse warehouse) {
        return new EraseAccounts(erasures, gone, stream, queue, warehouse, Clock.offset(world.clock(), time));
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

    private long rowsNaming(String table, String word) {
        return sql.one("select count(*) from " + table + " where strpos(body, ?) > 0", row -> row.getLong(1), word);
    }

    private static Map<String, Object> on(String phone, Map<String, Object> event) {
        return Sent.with(event, "context", Map.of("installation_id", phone));
    }

    private static void sends(Person person, Object... events) {
        person.request().body(Sent.batch(events)).post("/v1/events").then().statusCode(202);
    }
}
