package io.overdub.uploads;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a phone can do and see. */
@QuarkusTest
class UploadHttpTest {

    @Inject
    World world;

    private final Phone phone = new Phone();
    private Person ada;

    @BeforeEach
    void signIn() {
        ada = world.guest();
    }

    @Test
    void a_video_goes_from_the_phone_into_storage_and_is_ready() {
        var film = Film.dub();

        var opened = ask().body(plan(film)).post("/v1/uploads");

        opened.then()
                .statusCode(201)
                .body("state", equalTo("created"))
                .body("put.method", equalTo("PUT"))
                .body("put.expires_at", notNullValue())
                .body("put.headers", aMapWithSize(4))
                .body("put.headers", hasEntry("content-type", "video/mp4"))
                .body("put.headers", hasEntry("if-none-match", "*"))
                .body("put.headers.'content-length'", equalTo(Integer.toString(film.bytes().length)));
        assertThat(phone.put(opened.path("put.url"), opened.path("put.headers"), film.bytes()))
                .isEqualTo(200);
        var completed = ask().post("/v1/uploads/" + idOf(opened) + "/complete");
        completed
                .then()
                .statusCode(200)
                .body("id", equalTo(idOf(opened)))
                .body("state", equalTo("ready"))
                .body("media.content_type", equalTo("video/mp4"))
                .body("media.duration_ms", greaterThan(1_000))
                .body("media.width", greaterThan(0))
                .body("media.height", greaterThan(0))
                .body("work.state", equalTo("passed_through"))
                .body("failure", nullValue());
        assertThat(ask().get("/v1/uploads/" + idOf(opened)).asString()).isEqualTo(completed.asString());
        assertThat(ask().post("/v1/uploads/" + idOf(opened) + "/complete").asString())
                .isEqualTo(completed.asString());
    }

    @Test
    void bad_media_is_a_problem_with_a_code_and_stays_readable() {
        var film = Film.textThatSaysMp4();
        var opened = put(film);

        var answer = ask().post("/v1/uploads/" + idOf(opened) + "/complete");

        answer.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("unsupported_media"));
        ask().get("/v1/uploads/" + idOf(opened))
                .then()
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("failure.code", equalTo("unsupported_media"))
                .body("failure.detail", notNullValue())
                .body("media", nullValue());
    }

    @Test
    void completing_before_the_bytes_are_there_is_too_early() {
        var opened = ask().body(plan(Film.sound())).post("/v1/uploads");

        ask().post("/v1/uploads/" + idOf(opened) + "/complete")
                .then()
                .statusCode(409)
                .body("code", equalTo("not_uploaded"));

        ask().get("/v1/uploads/" + idOf(opened)).then().body("state", equalTo("created"));
    }

    @Test
    void an_upload_can_be_given_up_before_it_is_ready_and_after() {
        var given = ask().body(plan(Film.sound())).post("/v1/uploads");
        var ready = put(Film.sound());
        ask().post("/v1/uploads/" + idOf(ready) + "/complete").then().statusCode(200);

        ask().delete("/v1/uploads/" + idOf(given)).then().statusCode(204);
        ask().delete("/v1/uploads/" + idOf(given)).then().statusCode(204);

        ask().get("/v1/uploads/" + idOf(given)).then().body("state", equalTo("aborted"));
        ask().delete("/v1/uploads/" + idOf(ready)).then().statusCode(204);
        ask().delete("/v1/uploads/" + idOf(ready)).then().statusCode(204);
        ask().get("/v1/uploads/" + idOf(ready)).then().body("state", equalTo("forgotten"));
    }

    @Test
    void other_peoples_uploads_do_not_exist() {
        var path = "/v1/uploads/" + idOf(put(Film.sound()));
        ada = world.guest();

        for (var answer : List.of(ask().get(path), ask().delete(path), ask().post(path + "/complete"))) {
            answer.then().statusCode(404).body("code", equalTo("upload_not_found"));
        }
    }

    @Test
    void nobody_uploads_without_signing_in() {
        given().contentType(ContentType.JSON)
                .body(plan(Film.sound()))
                .post("/v1/uploads")
                .then()
                .statusCode(401);
        given().get("/v1/me/limits").then().statusCode(401);
    }

    @Test
    void an_idempotency_key_opens_one_upload() {
        var first = ask().header("Idempotency-Key", "key-of-" + ada.id())
                .body(plan(Film.sound()))
                .post("/v1/uploads");

        var second = ask().header("Idempotency-Key", "key-of-" + ada.id())
                .body(plan(Film.sound()))
                .post("/v1/uploads");

        assertThat(second.asString()).isEqualTo(first.asString());
        ask().get("/v1/me/limits").then().body("open_uploads.used", equalTo(1));
    }

    @Test
    void everyone_can_read_the_limits() {
        ask().get("/v1/me/limits")
                .then()
                .statusCode(200)
                .body("uploads.dub_video.max_bytes", equalTo(64 << 20))
                .body("uploads.dub_video.max_duration_ms", equalTo(60_000))
                .body("uploads.dub_video.content_types", contains("video/mp4", "video/quicktime"))
                .body("uploads.quote_sound.content_types", contains("audio/mp4", "audio/mpeg"))
                .body("media_work", equalTo("pass_through"))
                .body("uploads.avatar.max_duration_ms", nullValue())
                .body("uploads.poster.content_types", contains("image/jpeg", "image/png"))
                .body("open_uploads.limit", equalTo(20))
                .body("open_uploads.used", equalTo(0));
    }

    @Test
    void too_many_open_uploads_are_refused_for_a_while() {
        for (var i = 0; i < 20; i++) {
            ask().body(plan(Film.sound())).post("/v1/uploads").then().statusCode(201);
        }

        ask().body(plan(Film.sound()))
                .post("/v1/uploads")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("too_many_open_uploads"));
    }

    @Test
    void of_fifty_opened_at_once_twenty_get_through() throws Exception {
        var together = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(50);
        var opening = new ArrayList<Future<Integer>>();
        for (var i = 0; i < 50; i++) {
            // With a key the row is committed later, together with the stored answer.
            var request = i % 2 == 0 ? ask() : ask().header("Idempotency-Key", UUID.randomUUID());
            opening.add(threads.submit(() -> {
                together.await();
                return request.body(plan(Film.sound())).post("/v1/uploads").statusCode();
            }));
        }

        together.countDown();

        var statuses = new ArrayList<Integer>();
        for (var answer : opening) {
            statuses.add(answer.get());
        }
        threads.shutdown();
        assertThat(statuses).containsOnly(201, 429);
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(20);
        ask().get("/v1/me/limits").then().body("open_uploads.used", equalTo(20));
    }

    static List<Map<String, Object>> badPlans() {
        return List.of(
                changed("kind", "movie"),
                changed("kind", null),
                changed("content_type", null),
                changed("content_type", "x".repeat(101)),
                changed("size_bytes", 0),
                changed("size_bytes", -1),
                changed("size_bytes", "many"),
                changed("size_bytes", null),
                changed("sha256", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"),
                changed("sha256", "e3b0"),
                changed("sha256", null));
    }

    @ParameterizedTest
    @MethodSource("badPlans")
    void a_bad_plan_is_a_problem(Map<String, Object> plan) {
        var answer = ask().body(plan).post("/v1/uploads");

        assertThat(answer.statusCode()).isIn(400, 422);
        answer.then().contentType("application/problem+json").body("code", notNullValue());
    }

    @Test
    void unknown_fields_are_ignored() {
        ask().body(changed("colour", "blue")).post("/v1/uploads").then().statusCode(201);
    }

    @Test
    void limits_are_refused_with_their_own_codes() {
        ask().body(changed("size_bytes", Long.MAX_VALUE))
                .post("/v1/uploads")
                .then()
                .statusCode(422)
                .body("code", equalTo("upload_too_large"));
        ask().body(changed("content_type", "video/webm"))
                .post("/v1/uploads")
                .then()
                .statusCode(422)
                .body("code", equalTo("unsupported_content_type"));
    }

    @Test
    void media_itself_is_not_taken() {
        ask().contentType("video/mp4")
                .body(Film.dub().bytes())
                .post("/v1/uploads")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        ask().contentType("video/mp4")
                .body(new byte[1_000])
                .post("/v1/uploads")
                .then()
                .statusCode(415);
    }

    @Test
    void an_id_that_is_none_finds_nothing() {
        for (var id : List.of("1", "not-an-id", "00000000-0000-7000-8000-000000000000")) {
            assertThat(ask().get("/v1/uploads/" + id).statusCode()).isIn(400, 404);
        }
    }

    private RequestSpecification ask() {
        return ada.request();
    }

    private Response put(Film film) {
        var opened = ask().body(plan(film)).post("/v1/uploads");
        assertThat(phone.put(opened.path("put.url"), opened.path("put.headers"), film.bytes()))
                .isEqualTo(200);
        return opened;
    }

    private static String idOf(Response opened) {
        return opened.path("id");
    }

    private static Map<String, Object> plan(Film film) {
        return Map.of(
                "kind",
                film.kind().name().toLowerCase(Locale.ROOT),
                "content_type",
                film.contentType(),
                "size_bytes",
                film.bytes().length,
                "sha256",
                film.sha256());
    }

    private static Map<String, Object> changed(String field, @Nullable Object value) {
        var plan = new HashMap<>(plan(Film.dub()));
        plan.remove(field);
        if (value != null) {
            plan.put(field, value);
        }
        return plan;
    }
}
