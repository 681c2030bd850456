package io.overdub.analytics;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What phones send, well and badly. */
@QuarkusTest
class EventHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    World world;

    @Test
    void a_phone_that_nobody_has_signed_in_on_sends_events_in_gzip() throws JsonProcessingException {
        var body = Sent.gzip(JSON.writeValueAsBytes(Sent.batch(Sent.opened(), Sent.opened())));

        sends(body, "gzip").statusCode(202).body("accepted", equalTo(2)).body("rejected", hasSize(0));
    }

    @Test
    void one_bad_event_rejects_no_other() {
        var good = Sent.opened();
        var batch = Sent.batch(
                good,
                "no event",
                Sent.with(Sent.opened(), "id", "1-1-1-1-1"),
                Sent.with(Sent.opened(), "name", "Nobody registered this"),
                Sent.event("nobody_registered_this", Map.of()),
                Sent.with(Sent.opened(), "occurred_at", "yesterday"),
                Sent.with(Sent.opened(), "occurred_at", "+999999999-01-31T12:00:00Z"),
                Sent.with(Sent.opened(), "occurred_at", "1970-01-01T00:00:00Z"),
                Sent.with(Sent.opened(), "occurred_at", "2106-02-07T06:28:15Z"),
                Sent.event("app_opened", Map.of("cold", "very")),
                Sent.event("play_started", Map.of()),
                Sent.with(Sent.opened(), "context", List.of()),
                Sent.event("app_opened", Map.of("x".repeat(10_000), true)),
                Sent.event("app_opened", Map.of("cold", nested(20))),
                Sent.event("error_shown", Map.of("code", "a\0b")),
                Sent.event("error_shown", Map.of("code", "\ud800")),
                Sent.event("error_shown", Map.of("code", "x", "detail", "x".repeat(20_000))),
                Sent.with(
                        Sent.event(
                                "play_started",
                                Map.of("dub_id", UUID.randomUUID().toString())),
                        "id",
                        String.valueOf(good.get("id"))),
                Sent.opened());

        world.person("ada")
                .request()
                .body(batch)
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(2))
                .body(
                        "rejected.index",
                        equalTo(java.util.stream.IntStream.range(1, 18).boxed().toList()))
                .body(
                        "rejected.code",
                        contains(
                                "not_an_object",
                                "bad_id",
                                "bad_name",
                                "unknown_name",
                                "bad_time",
                                "bad_time",
                                "time_out_of_range",
                                "time_out_of_range",
                                "schema_mismatch",
                                "schema_mismatch",
                                "bad_form",
                                "bad_property_name",
                                "too_deep",
                                "unsound_text",
                                "unsound_text",
                                "too_large",
                                "id_reused"));
    }

    @Test
    void a_batch_whose_parts_cannot_be_told_is_refused_as_a_whole() throws JsonProcessingException {
        var latin = "{\"sent_at\":\"2026-01-31T12:00:00Z\",\"events\":[{\"name\":\"caf\u00e9\"}]}".getBytes(ISO_8859_1);
        var deep = ("{\"sent_at\":\"2026-01-31T12:00:00Z\",\"events\":" + "[".repeat(100_000)).getBytes(UTF_8);
        var untimed = JSON.writeValueAsBytes(Map.of("events", List.of()));
        var aeon = JSON.writeValueAsBytes(Map.of("sent_at", "+12026-01-31T12:00:00Z", "events", List.of(1)));
        var twice = "{\"sent_at\":\"2026-01-31T12:00:00Z\",\"events\":[],\"events\":[]}".getBytes(UTF_8);
        var twiceWithin = "{\"sent_at\":\"2026-01-31T12:00:00Z\",\"events\":[{\"properties\":{\"a\":1,\"a\":{}}}]}"
                .getBytes(UTF_8);
        var listTwice = "{\"sent_at\":\"2026-01-31T12:00:00Z\",\"events\":[{\"properties\":{\"a\":[1],\"a\":[1]}}]}"
                .getBytes(UTF_8);

        for (var body : List.of(
                new byte[0],
                "null".getBytes(UTF_8),
                "[]".getBytes(UTF_8),
                latin,
                deep,
                untimed,
                aeon,
                twice,
                twiceWithin,
                listTwice)) {
            sends(body, "identity").statusCode(400).body("code", equalTo("malformed_json"));
        }
        sends("not gzip".getBytes(UTF_8), "gzip").statusCode(400).body("code", equalTo("malformed_request"));
    }

    @Test
    void too_much_at_once_is_refused() throws JsonProcessingException {
        var many =
                JSON.writeValueAsBytes(Sent.batch(Collections.nCopies(501, "x").toArray()));
        var hundredThousand = JSON.writeValueAsBytes(
                Sent.batch(Collections.nCopies(100_000, 1).toArray()));
        var bomb = Sent.gzip(new byte[100_000_000]);

        sends(many, "identity").statusCode(422).body("code", equalTo("too_many_events"));
        sends(Sent.gzip(hundredThousand), "gzip").statusCode(422);
        sends(bomb, "gzip").statusCode(413);
        sends(new byte[524_289], "identity").statusCode(413);
    }

    @Test
    void of_who_opted_out_only_what_is_necessary_is_taken() {
        var ada = world.person("ada");
        var play = Sent.event("play_started", Map.of("dub_id", UUID.randomUUID().toString()));

        ada.request()
                .body(Map.of("opted_out", true))
                .put("/v1/me/analytics")
                .then()
                .statusCode(200);

        ada.gets("/v1/me/analytics").then().statusCode(200).body("opted_out", equalTo(true));
        ada.request()
                .body(Sent.batch(play, Sent.opened()))
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected.code", contains("opted_out"));
        ada.request()
                .body(Map.of("opted_out", false))
                .put("/v1/me/analytics")
                .then()
                .statusCode(200);
        ada.request().body(Sent.batch(play)).post("/v1/events").then().body("accepted", equalTo(1));
    }

    @Test
    void what_is_no_event_of_who_opted_out_is_rejected_and_not_kept() throws JsonProcessingException {
        var ada = world.person("ada");
        var hers = unheardOf();
        var anonymous = Sent.with(unheardOf(), "context", Map.of("installation_id", "phone-9", "consent", "necessary"));
        var others = unheardOf();
        ada.request()
                .body(Map.of("opted_out", true))
                .put("/v1/me/analytics")
                .then()
                .statusCode(200);

        ada.request().body(Sent.batch(hers)).post("/v1/events").then().body("rejected.code", contains("unknown_name"));
        sends(JSON.writeValueAsBytes(Sent.batch(anonymous, others)), "identity").body("rejected", hasSize(2));

        assertThat(world.admin()
                        .gets("/v1/admin/analytics/quarantine?code=unknown_name&limit=50")
                        .<List<String>>path("items.name"))
                .contains(String.valueOf(others.get("name")))
                .doesNotContain(String.valueOf(hers.get("name")), String.valueOf(anonymous.get("name")));
    }

    private static Map<String, Object> unheardOf() {
        return Sent.event("unheard_of_" + UUID.randomUUID().toString().replace("-", ""), Map.of());
    }

    private static ValidatableResponse sends(byte[] body, String encoding) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("application/json", ContentType.BINARY)))
                .contentType("application/json")
                .header("Content-Encoding", encoding)
                .body(body)
                .post("/v1/events")
                .then();
    }

    private static Object nested(int levels) {
        return Stream.iterate((Object) 1, inner -> List.of(inner))
                .skip(levels)
                .findFirst()
                .orElseThrow();
    }
}
