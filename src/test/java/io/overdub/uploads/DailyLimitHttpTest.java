package io.overdub.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person may upload in one day: 1 GiB, which is sixteen of the largest films. */
@QuarkusTest
class DailyLimitHttpTest {

    private static final int LARGEST = 64 << 20;
    private static final int DAY = 1 << 30;

    @Inject
    World world;

    private final Phone phone = new Phone();
    private Person ada;

    @BeforeEach
    void signIn() {
        ada = world.guest();
        beginsNoNewDaySoon();
    }

    private void beginsNoNewDaySoon() {
        var now = world.clock().instant();
        var left = Duration.between(now, endOfDay(now));
        if (left.compareTo(Duration.ofMinutes(5)) < 0) {
            world.clock().advance(left);
        }
    }

    @Test
    void of_fifty_opened_at_once_sixteen_fit_into_the_day() throws Exception {
        var opening = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 50; i++) {
            // With a key the row is committed later, together with the stored answer.
            var request = i % 2 == 0 ? ada.request() : ada.request().header("Idempotency-Key", UUID.randomUUID());
            opening.add(() -> request.body(plan(LARGEST)).post("/v1/uploads").statusCode());
        }

        var statuses = AtOnce.all(opening);

        assertThat(statuses).containsOnly(201, 429);
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(16);
        ada.gets("/v1/me/limits")
                .then()
                .body("open_uploads.used", equalTo(16))
                .body("daily_uploads.used", equalTo(16))
                .body("daily_bytes.used", equalTo(DAY));
    }

    @Test
    void a_full_day_is_refused_until_it_ends_or_something_is_given_up() {
        var opened = fillTheDay();

        var refused = opens(1);

        var now = world.clock().instant();
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .body("code", equalTo("daily_limit"))
                .body("faults.field", contains("daily_bytes"))
                .body("faults[0].message", containsString("limit " + DAY + ", used " + DAY))
                .body("faults[0].message", endsWith("resets at " + endOfDay(now)));
        assertThat(Duration.ofSeconds(Long.parseLong(refused.header("Retry-After"))))
                .isBetween(Duration.between(now, endOfDay(now)), Duration.ofDays(1));
        ada.request().delete("/v1/uploads/" + opened.get(0).path("id")).then().statusCode(204);
        opens(LARGEST).then().statusCode(201);
        opens(1).then().statusCode(429);
    }

    @Test
    void what_failed_was_an_upload_but_kept_no_bytes() {
        var text = Film.textThatSaysMp4();
        var opened = ada.opens("dub_video", "video/mp4", text.bytes());
        assertThat(phone.put(opened.path("put.url"), opened.path("put.headers"), text.bytes()))
                .isEqualTo(200);

        ada.request()
                .post("/v1/uploads/" + opened.path("id") + "/complete")
                .then()
                .statusCode(422);

        ada.gets("/v1/me/limits")
                .then()
                .body("open_uploads.used", equalTo(0))
                .body("daily_uploads.used", equalTo(1))
                .body("daily_bytes.used", equalTo(0));
    }

    @Test
    void everyone_can_read_how_much_is_left() {
        opens(1_000).then().statusCode(201);

        ada.gets("/v1/me/limits")
                .then()
                .statusCode(200)
                .body("daily_uploads.limit", equalTo(200))
                .body("daily_uploads.used", equalTo(1))
                .body("daily_bytes.limit", equalTo(DAY))
                .body("daily_bytes.used", equalTo(1_000))
                .body("daily_bytes.resets_at", endsWith("T00:00:00.000Z"))
                .body("daily_uploads.resets_at", endsWith("T00:00:00.000Z"));
    }

    private List<Response> fillTheDay() {
        var opened = new ArrayList<Response>();
        for (var i = 0; i < 16; i++) {
            var answer = opens(LARGEST);
            answer.then().statusCode(201);
            opened.add(answer);
        }
        return opened;
    }

    private Response opens(int size) {
        return ada.request().body(plan(size)).post("/v1/uploads");
    }

    private static Map<String, Object> plan(int size) {
        return Map.of(
                "kind",
                "dub_video",
                "content_type",
                "video/mp4",
                "size_bytes",
                size,
                "sha256",
                Phone.sha256(new byte[0]));
    }

    private static Instant endOfDay(Instant now) {
        return Instant.ofEpochSecond((now.getEpochSecond() / 86_400 + 1) * 86_400);
    }
}
