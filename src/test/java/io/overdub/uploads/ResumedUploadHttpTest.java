package io.overdub.uploads;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.overdub.uploads.storage.Assembly;
import io.overdub.uploads.storage.WatchedStorage;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large uploads as phones see them, cut as the settings say. */
@QuarkusTest
class ResumedUploadHttpTest {

    private static final int PART = 8 << 20;

    /** Seven parts. */
    private static final Film FILM = Film.of(6 * PART + 12_345, 7);

    @Inject
    World world;

    @Inject
    WatchedStorage storage;

    private Person ada;

    @BeforeEach
    void signIn() {
        ada = world.guest();
    }

    /** Knows a token and the id of an upload, nothing else: the app was killed and started anew. */
    private static final class FreshApp {

        private final Phone phone = new Phone();
        private final String token;
        private final String upload;

        FreshApp(String token, String upload) {
            this.token = token;
            this.upload = upload;
        }

        Response status() {
            return given().auth().oauth2(token).get("/v1/uploads/" + upload);
        }

        Response asksFor(List<?> numbers) {
            return given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(Map.of("numbers", numbers))
                    .post("/v1/uploads/" + upload + "/parts");
        }

        void puts(List<Multipart.Part> parts) {
            for (var part : parts) {
                assertThat(phone.put(part.url(), part.headers(), FILM.part(part.number(), PART)))
                        .isEqualTo(200);
            }
        }

        Response completes() {
            return given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .post("/v1/uploads/" + upload + "/complete");
        }
    }

    @Test
    void an_app_killed_after_three_of_seven_parts_is_finished_by_a_new_one() {
        var opened = opens(plan(FILM));
        opened.then()
                .statusCode(201)
                .body("state", equalTo("created"))
                .body("sent_before", equalTo(false))
                .body("put", nullValue())
                .body("multipart.part_size", equalTo(PART))
                .body("multipart.part_count", equalTo(7))
                .body("multipart.expires_at", notNullValue())
                .body("multipart.parts.number", contains(1, 2, 3, 4, 5, 6, 7))
                .body("multipart.parts[6].headers", equalTo(Map.of("content-length", "12345")));
        var killed = new FreshApp(ada.token(), opened.path("id"));
        killed.puts(partsOf(opened).subList(0, 3));

        var fresh = new FreshApp(ada.token(), opened.path("id"));
        fresh.status()
                .then()
                .statusCode(200)
                .body("state", equalTo("created"))
                .body("multipart.part_size", equalTo(PART))
                .body("multipart.part_count", equalTo(7))
                .body("multipart.received", contains(1, 2, 3));
        fresh.completes()
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("missing_parts"))
                .body("faults.field", contains("parts[4]", "parts[5]", "parts[6]", "parts[7]"));
        var signed = fresh.asksFor(List.of(3, 7, 4, 5, 6));
        signed.then().statusCode(200).body("parts.number", contains(3, 4, 5, 6, 7));
        var rest = new ArrayList<>(partsOf(signed));
        Collections.reverse(rest);
        fresh.puts(rest);
        fresh.completes()
                .then()
                .statusCode(200)
                .body("state", equalTo("ready"))
                .body("multipart", nullValue())
                .body("media.content_type", equalTo("video/mp4"));

        assertThat(fresh.status().asString()).isEqualTo(fresh.completes().asString());
        fresh.asksFor(List.of(1)).then().statusCode(409).body("code", equalTo("upload_ready"));
    }

    @Test
    void an_idempotency_key_gives_the_same_parts_again_and_begins_nothing_twice() {
        var before = underWay();
        var key = "parts-of-" + ada.id();

        var first =
                ada.request().header("Idempotency-Key", key).body(plan(FILM)).post("/v1/uploads");
        var second =
                ada.request().header("Idempotency-Key", key).body(plan(FILM)).post("/v1/uploads");

        first.then().statusCode(201);
        second.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertThat(second.asString()).isEqualTo(first.asString());
        // What others left behind may be swept up meanwhile.
        assertThat(underWay())
                .filteredOn(assembly -> !before.contains(assembly))
                .hasSize(1);
        new FreshApp(ada.token(), first.path("id")).puts(partsOf(second).subList(0, 1));
    }

    @Test
    void an_outage_is_said_where_storage_is_needed_and_nowhere_else() {
        var opened = opens(plan(FILM));
        var app = new FreshApp(ada.token(), opened.path("id"));
        app.puts(partsOf(opened).subList(0, 1));
        storage.down(true);
        try {
            for (var answer : List.of(opens(plan(FILM)), app.completes())) {
                answer.then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", notNullValue())
                        .body("code", equalTo("storage_unavailable"));
            }
            app.status()
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("created"))
                    .body("multipart.part_count", equalTo(7))
                    .body("multipart.received", nullValue());
            app.asksFor(List.of(2)).then().statusCode(200);
        } finally {
            storage.down(false);
        }

        app.status().then().body("multipart.received", contains(1));
        ada.gets("/v1/me/limits").then().body("open_uploads.used", equalTo(1));
    }

    @Test
    void an_upload_given_up_frees_its_parts_and_the_day() {
        var before = underWay();
        var opened = opens(plan(FILM));
        var app = new FreshApp(ada.token(), opened.path("id"));
        app.puts(partsOf(opened).subList(0, 1));
        assertThat(underWay()).anyMatch(assembly -> !before.contains(assembly));
        ada.gets("/v1/me/limits").then().body("daily_bytes.used", equalTo(FILM.bytes().length));

        ada.request().delete("/v1/uploads/" + opened.path("id")).then().statusCode(204);

        assertThat(underWay()).isSubsetOf(before);
        ada.gets("/v1/me/limits")
                .then()
                .body("open_uploads.used", equalTo(0))
                .body("daily_uploads.used", equalTo(0))
                .body("daily_bytes.used", equalTo(0));
        app.status().then().body("state", equalTo("aborted")).body("multipart", nullValue());
        app.asksFor(List.of(1)).then().statusCode(409).body("code", equalTo("upload_aborted"));
    }

    @Test
    void sixteen_megabytes_still_go_with_one_put() {
        opens(plan(16 << 20)).then().statusCode(201).body("put", notNullValue()).body("multipart", nullValue());
        opens(plan((16 << 20) + 1))
                .then()
                .statusCode(201)
                .body("put", nullValue())
                .body("multipart.parts", hasSize(3))
                .body("multipart.parts[2].headers.'content-length'", equalTo("1"));
    }

    @Test
    void a_status_without_parts_yet_says_so() {
        var opened = opens(plan(FILM));

        new FreshApp(ada.token(), opened.path("id")).status().then().body("multipart.received", empty());
    }

    static List<List<?>> badNumbers() {
        return List.of(
                List.of(),
                List.of(0),
                List.of(8),
                List.of(-1),
                List.of(1, 9_999_999),
                List.of("one"),
                List.of(1.5),
                List.of(99_999_999_999L),
                IntStream.rangeClosed(1, 51).mapToObj(i -> 1).toList());
    }

    @ParameterizedTest
    @MethodSource("badNumbers")
    void bad_numbers_are_a_problem(List<?> numbers) {
        var app = new FreshApp(ada.token(), opens(plan(FILM)).path("id"));

        var answer = app.asksFor(numbers);

        assertThat(answer.statusCode()).isIn(400, 422);
        answer.then().contentType("application/problem+json").body("code", notNullValue());
    }

    @Test
    void fifty_numbers_are_taken_and_a_body_without_any_is_not() {
        var upload = opens(plan(FILM)).<String>path("id");
        var app = new FreshApp(ada.token(), upload);

        app.asksFor(Collections.nCopies(50, 2)).then().statusCode(200).body("parts.number", contains(2));
        for (var body : List.of("{}", "{\"numbers\":null}", "{\"numbers\":[null]}", "[]", "")) {
            var answer = ada.request().body(body).post("/v1/uploads/" + upload + "/parts");
            assertThat(answer.statusCode()).as(body).isIn(400, 422);
        }
    }

    @Test
    void a_small_upload_has_no_parts() {
        var app = new FreshApp(ada.token(), opens(plan(1_000)).path("id"));

        app.asksFor(List.of(1)).then().statusCode(422).body("code", equalTo("not_in_parts"));
    }

    private static List<Multipart.Part> partsOf(Response answer) {
        var path = answer.jsonPath().get("multipart") == null ? "parts" : "multipart.parts";
        return answer.jsonPath().getList(path, Multipart.Part.class);
    }

    private List<Assembly> underWay() {
        return storage.assemblies(Keys.INCOMING, "");
    }

    private Response opens(Map<String, Object> plan) {
        return ada.request().body(plan).post("/v1/uploads");
    }

    private static Map<String, Object> plan(Film film) {
        return Map.of(
                "kind",
                "dub_video",
                "content_type",
                film.contentType(),
                "size_bytes",
                film.bytes().length,
                "sha256",
                film.sha256());
    }

    private static Map<String, Object> plan(int size) {
        var plan = new HashMap<>(plan(FILM));
        plan.put("size_bytes", size);
        return plan;
    }
}
