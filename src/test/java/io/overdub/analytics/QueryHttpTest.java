package io.overdub.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the team sees and does. */
@QuarkusTest
class QueryHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String run = UUID.randomUUID().toString();

    @Inject
    World world;

    @Inject
    Pipeline pipeline;

    @Inject
    Quarantine quarantine;

    @Test
    void analysts_ask_in_sql_and_take_files_home() {
        var analyst = world.staff("analyst");
        var code = "=code," + UUID.randomUUID();
        sends(Sent.event("error_shown", Map.of("code", code)), Sent.event("error_shown", Map.of("code", code)));
        var question = Map.of(
                "sql",
                "select properties->>'code' as code, count(*) as times from events group by 1 having code = '" + code
                        + "'");

        analyst.request()
                .body(question)
                .post("/v1/admin/analytics/query")
                .then()
                .statusCode(200)
                .body("columns.name", contains("code", "times"))
                .body("columns.type", contains("VARCHAR", "BIGINT"))
                .body("rows", equalTo(List.of(List.of(code, "2"))))
                .body("complete", equalTo(true));
        var file = analyst.request().accept("text/csv").body(question).post("/v1/admin/analytics/query");
        assertThat(file.contentType()).startsWith("text/csv");
        assertThat(file.asString()).isEqualTo("code,times\r\n\"'" + code + "\",2\r\n");
    }

    @Test
    void what_a_spreadsheet_would_work_out_is_text_in_a_file_and_numbers_are_numbers() {
        var file = world.staff("analyst")
                .request()
                .accept("text/csv")
                .body(Map.of(
                        "sql", "select '-1+cmd|calc' as a, '@sum(b)' as b, -1.5e-3::double as c, '-' as d, -7 as e"))
                .post("/v1/admin/analytics/query")
                .asString();

        assertThat(file).isEqualTo("a,b,c,d,e\r\n'-1+cmd|calc,'@sum(b),-0.0015,'-,-7\r\n");
    }

    @Test
    void a_question_that_is_none_is_refused_with_its_reason() {
        var analyst = world.staff("analyst");

        refused(analyst, "drop table events", "query_forbidden");
        refused(analyst, "select * from read_text('/etc/passwd')", "query_forbidden");
        refused(analyst, "select nothing from events", "query_failed");
        analyst.request()
                .body(Map.of("sql", ""))
                .post("/v1/admin/analytics/query")
                .then()
                .statusCode(422);
    }

    private static void refused(Person analyst, String sql, String code) {
        analyst.request()
                .body(Map.of("sql", sql))
                .post("/v1/admin/analytics/query")
                .then()
                .statusCode(422)
                .body("code", equalTo(code));
    }

    @Test
    void a_question_is_broken_off_by_its_id() {
        var analyst = world.staff("analyst");
        var id = UUID.randomUUID().toString();
        var endless = "select count(*) from range(1000000) a, range(1000000) b where a.range <> b.range";
        analyst.request().delete("/v1/admin/analytics/query/" + id).then().statusCode(204);

        analyst.request()
                .body(Map.of("sql", endless, "id", id))
                .post("/v1/admin/analytics/query")
                .then()
                .statusCode(422)
                .body("code", equalTo("query_cancelled"));
    }

    @Test
    void questions_are_saved_and_asked_again() {
        var analyst = world.staff("analyst");
        var name = "q" + UUID.randomUUID();

        analyst.request()
                .body(Map.of("sql", "select 40 + 2 as answer", "note", "of everything"))
                .put("/v1/admin/analytics/queries/" + name)
                .then()
                .statusCode(204);

        analyst.gets("/v1/admin/analytics/queries").then().body("items.name", hasItem(name));
        analyst.gets("/v1/admin/analytics/queries/" + name + "/answer")
                .then()
                .statusCode(200)
                .body("rows", equalTo(List.of(List.of("42"))));
        analyst.request().delete("/v1/admin/analytics/queries/" + name).then().statusCode(204);
        analyst.gets("/v1/admin/analytics/queries/" + name + "/answer").then().statusCode(404);
    }

    @Test
    void a_stage_that_is_stopped_keeps_what_comes_until_it_goes_on() {
        var admin = world.admin();
        var dub = UUID.randomUUID().toString();
        var question = Map.of("sql", "select count(*) from events where dub_id = '" + dub + "'");
        admin.request().put("/v1/admin/analytics/stages/load/pause").then().statusCode(204);
        try {
            sends(Sent.event("play_started", Map.of("dub_id", dub)));
            admin.gets("/v1/admin/analytics")
                    .then()
                    .statusCode(200)
                    .body("stages.stage", contains("aggregate", "load"))
                    .body("stages[1].paused", equalTo(true))
                    .body("stages[1].waiting", not(0))
                    .body("warehouse_here", equalTo(true));
            admin.request()
                    .body(question)
                    .post("/v1/admin/analytics/query")
                    .then()
                    .body("rows[0][0]", equalTo("0"));
        } finally {
            admin.request()
                    .delete("/v1/admin/analytics/stages/load/pause")
                    .then()
                    .statusCode(204);
        }
        pipeline.settle(PATIENCE);

        admin.request().body(question).post("/v1/admin/analytics/query").then().body("rows[0][0]", equalTo("1"));
    }

    @Test
    void what_lies_in_quarantine_is_shown_and_looked_at_again() {
        var admin = world.admin();
        var name = "unheard_of_" + UUID.randomUUID().toString().substring(0, 8);
        sends(Sent.event(name, Map.of()));

        admin.gets("/v1/admin/analytics/quarantine?code=unknown_name")
                .then()
                .statusCode(200)
                .body("items.name", hasItem(name))
                .body("items.code", not(hasItem("bad_id")));
        admin.request()
                .body(Map.of("code", "unknown_name"))
                .post("/v1/admin/analytics/quarantine/replay")
                .then()
                .statusCode(200)
                .body("taken", equalTo(0))
                .body("left", not(0));
        admin.gets("/v1/admin/analytics/quarantine?code=unknown_name").then().body("items.name", hasItem(name));
    }

    @Test
    void what_looks_like_a_line_of_ours_and_came_from_a_phone_is_none() {
        var admin = world.admin();
        var id = UUID.randomUUID().toString();
        var now = Long.toString(world.clock().millis());
        sends(Map.ofEntries(
                Map.entry("id", id),
                Map.entry("name", "connections.followed"),
                Map.entry("version", "1"),
                Map.entry("source", "SERVER"),
                Map.entry("class", "PRODUCT"),
                Map.entry("occurred_at", now),
                Map.entry("received_at", now),
                Map.entry("claimed_at", now),
                Map.entry("account", UUID.randomUUID().toString()),
                Map.entry("author", UUID.randomUUID().toString()),
                Map.entry("context", "{}"),
                Map.entry("properties", "{}")));

        admin.request()
                .body(Map.of("code", "bad_name"))
                .post("/v1/admin/analytics/quarantine/replay")
                .then()
                .statusCode(200)
                .body("left", not(0));
        pipeline.settle(PATIENCE);

        admin.request()
                .body(Map.of("sql", "select name from events where event_id = '" + id + "'"))
                .post("/v1/admin/analytics/query")
                .then()
                .body("rows", empty());
    }

    @Test
    void what_no_schema_knew_is_an_event_once_one_does() {
        var admin = world.admin();
        var opened = Sent.opened();
        var id = String.valueOf(opened.get("id"));
        var then = world.clock().instant();
        quarantine.keep(List.of(Quarantine.Poison.of(
                new Verdict.Unfit("name_of_tomorrow", "No event was registered under this name", true),
                new ObjectMapper().valueToTree(opened),
                new Sender(Instant.parse("2026-01-31T12:00:00Z"), then, null, "203.0.113.0", false))));
        var look = Map.of("code", "name_of_tomorrow");

        for (var taken : List.of(1, 0)) {
            admin.request()
                    .body(look)
                    .post("/v1/admin/analytics/quarantine/replay")
                    .then()
                    .statusCode(200)
                    .body("taken", equalTo(taken))
                    .body("left", equalTo(0));
        }
        pipeline.settle(PATIENCE);

        admin.gets("/v1/admin/analytics/quarantine?code=name_of_tomorrow")
                .then()
                .body("items", empty());
        admin.request()
                .body(Map.of("sql", "select name, country, network from events where event_id = '" + id + "'"))
                .post("/v1/admin/analytics/query")
                .then()
                .body("rows", equalTo(List.of(List.of("app_opened", "DE", "203.0.113.0"))));
    }

    @Test
    void what_is_registered_can_be_read() {
        var analyst = world.staff("analyst");

        analyst.gets("/v1/admin/analytics/schemas/play_ended")
                .then()
                .statusCode(200)
                .body("properties.watched_ms.type", equalTo("integer"))
                .body("required", contains("dub_id", "watched_ms"));
        analyst.gets("/v1/admin/analytics/schemas/../secrets").then().statusCode(404);
        analyst.gets("/v1/admin/analytics/schemas/nothing")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown_name"));
    }

    @Test
    void every_figure_equals_its_sql() {
        var analyst = world.staff("analyst");
        var quote = UUID.randomUUID().toString();
        var dub = UUID.randomUUID().toString();
        for (var phone : List.of("one", "two", "three")) {
            var events = new ArrayList<Map<String, Object>>();
            events.add(Sent.event("quote_previewed", Map.of("quote_id", quote)));
            if (!phone.equals("three")) {
                events.add(Sent.event("film_started", Map.of("quote_id", quote)));
            }
            if (phone.equals("one")) {
                events.add(Sent.event("dub_published", Map.of("quote_id", quote, "dub_id", dub)));
                events.add(Sent.event("app_installed", Map.of()));
            }
            events.add(Sent.event("play_started", Map.of("dub_id", dub)));
            events.add(Sent.event("play_ended", Map.of("dub_id", dub, "watched_ms", 4_000, "length_ms", 8_000)));
            events.replaceAll(
                    event -> Sent.with(event, "context", Map.of("installation_id", phone + quote.substring(8))));
            sends(events.toArray());
        }

        for (var figure : List.of("actives", "growth", "installs", "retention", "funnel", "top-quotes", "watching")) {
            var answer = analyst.gets("/v1/admin/analytics/figures/" + figure)
                    .then()
                    .statusCode(200)
                    .body("rows", not(empty()))
                    .extract();
            var again = analyst.request()
                    .body(Map.of("sql", answer.<String>path("sql")))
                    .post("/v1/admin/analytics/query")
                    .then()
                    .statusCode(200)
                    .extract();
            assertThat(again.<List<List<String>>>path("rows")).as(figure).isEqualTo(answer.path("rows"));
        }
        assertThat(analyst.gets("/v1/admin/analytics/figures/top-quotes?limit=200")
                        .<List<List<String>>>path("rows"))
                .contains(List.of(quote, "3", "2", "1"));
    }

    @Test
    void a_play_that_tells_no_length_tells_no_part_that_was_watched() {
        var analyst = world.staff("analyst");
        var dub = UUID.randomUUID().toString();
        sends(
                Sent.with(
                        Sent.event("play_ended", Map.of("dub_id", dub, "watched_ms", 4_000, "length_ms", 8_000)),
                        "occurred_at",
                        "2026-01-27T10:00:00Z"),
                Sent.with(
                        Sent.event("play_ended", Map.of("dub_id", dub, "watched_ms", 4_000)),
                        "occurred_at",
                        "2026-01-27T10:00:00Z"));
        var day = LocalDate.ofInstant(world.clock().instant().minus(Duration.ofHours(4 * 24 + 2)), ZoneOffset.UTC)
                .toString();

        assertThat(analyst.gets("/v1/admin/analytics/figures/watching").<List<List<String>>>path("rows"))
                .filteredOn(row -> row.get(0).equals(day))
                .extracting(row -> row.get(4))
                .containsExactly("0.5");
    }

    @Test
    void who_comes_through_the_funnel_takes_its_steps_in_their_order() {
        var analyst = world.staff("analyst");
        var before = funnel(analyst);
        sends(
                step("quote_previewed", "in-order", 10),
                step("film_started", "in-order", 20),
                step("dub_published", "in-order", 30),
                step("dub_shared", "in-order", 40),
                step("quote_previewed", "of-before", 10),
                step("dub_published", "of-before", 20),
                step("dub_shared", "of-before", 30),
                step("film_started", "of-before", 40));

        var after = funnel(analyst);

        assertThat(List.of(0, 1, 2, 3))
                .extracting(step -> after.get(step) - before.get(step))
                .containsExactly(2L, 2L, 1L, 1L);
    }

    private static List<Long> funnel(Person analyst) {
        return analyst.gets("/v1/admin/analytics/figures/funnel").<List<List<String>>>path("rows").stream()
                .map(row -> Long.valueOf(row.get(2)))
                .toList();
    }

    private Map<String, Object> step(String name, String phone, int second) {
        var properties = new HashMap<String, Object>();
        if (!name.equals("dub_shared")) {
            properties.put("quote_id", UUID.randomUUID().toString());
        }
        if (name.startsWith("dub")) {
            properties.put("dub_id", UUID.randomUUID().toString());
        }
        return Sent.with(
                Sent.with(Sent.event(name, properties), "context", Map.of("installation_id", phone + run)),
                "occurred_at",
                "2026-01-31T11:59:%dZ".formatted(second));
    }

    @Test
    void people_see_how_their_dubs_do_and_nothing_of_anybody() {
        var ada = world.person("ada");
        var quote = world.quote("Seen");
        var busy = ada.publishes(quote);
        var quiet = ada.publishes(quote);
        for (var viewer = 0; viewer < 10; viewer++) {
            sends(watched(busy, viewer, 1), watched(busy, viewer, 0.6), watched(busy, viewer, 0.02));
        }
        sends(
                watched(busy, 10, 0.25),
                watched(quiet, 1, 1),
                Sent.event("play_started", Map.of("dub_id", quiet, "author_id", ada.id())));
        ada.request()
                .body(Sent.batch(watched(busy, 0, 1)))
                .post("/v1/events")
                .then()
                .statusCode(202);
        var bela = world.person("bela");
        for (var time = 0; time < 2; time++) {
            bela.follows(ada);
            bela.unfollows(ada);
        }
        world.person("chidi").follows(ada);
        world.settle();
        pipeline.settle(PATIENCE);

        ada.gets("/v1/me/stats")
                .then()
                .statusCode(200)
                .body("plays", equalTo(1))
                .body("views", equalTo(11))
                .body("viewers", equalTo(11))
                .body("followers_gained", equalTo(2))
                .body("by_dub.of", contains(busy))
                .body("by_dub.viewers", contains(10))
                .body("by_country.of", contains("DE"))
                .body("by_source.of", contains("dub"));
        ada.gets("/v1/dubs/" + busy + "/stats")
                .then()
                .statusCode(200)
                .body("plays", equalTo(0))
                .body("views", equalTo(10))
                .body("by_source.views", contains(10))
                .body("retention", contains(1f, 1f, 0.909f, 0.909f, 0.909f, 0.909f, 0.909f, 0.909f, 0.909f, 0.909f));
        ada.gets("/v1/dubs/" + quiet + "/stats")
                .then()
                .statusCode(200)
                .body("views", equalTo(1))
                .body("by_country", empty())
                .body("by_source", empty())
                .body("retention", empty());
        bela.gets("/v1/dubs/" + busy + "/stats").then().statusCode(404);
        bela.gets("/v1/me/stats").then().body("views", equalTo(0)).body("followers_gained", equalTo(0));
        ada.gets("/v1/meta/metrics")
                .then()
                .body(
                        "items.name",
                        contains(
                                "play",
                                "view",
                                "completion",
                                "share",
                                "retention",
                                "source",
                                "followers_gained",
                                "viewers"));
    }

    /** By somebody who has not signed in, of what they opened by itself. */
    private static Map<String, Object> watched(String dub, int viewer, double part) {
        var shown = given().get("/v1/dubs/" + dub).jsonPath();
        var event = Sent.event(
                "play_ended",
                Map.of(
                        "dub_id",
                        dub,
                        "watched_ms",
                        Math.round(part * shown.getInt("duration_ms")),
                        "context",
                        shown.getString("context")));
        return Sent.with(event, "context", Map.of("installation_id", "viewer-" + viewer + dub, "country", "DE"));
    }

    private void sends(Object... events) {
        given().contentType(ContentType.JSON)
                .body(Sent.batch(events))
                .post("/v1/events")
                .then()
                .statusCode(202);
        pipeline.settle(PATIENCE);
    }
}
