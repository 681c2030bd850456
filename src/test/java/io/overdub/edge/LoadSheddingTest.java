package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.edge.cache.OtherProcess;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LoadSheddingTest {

    @Inject
    TestGate gate;

    @ConfigProperty(name = "edge.most-inside")
    @Inject
    int most;

    @Inject
    TestHangUps hangUps;

    @Inject
    OtherProcess.Lever lever;

    @Inject
    MeterRegistry meters;

    private final Wire wire = new Wire();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<CompletableFuture<HttpResponse<String>>> inside = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() {
        inside.forEach(visitor -> gate.release(TestGate.Door.ORDERS));
        inside.forEach(CompletableFuture::join);
    }

    @Test
    void the_fuller_it_is_the_more_must_be_at_stake_for_who_comes() throws Exception {
        fillUpTo(0.6);
        var stranger = asStranger();
        assertThat(Wire.problem(stranger, 503, "unavailable")).isNotNull();
        assertThat(stranger.headers().firstValue("Retry-After")).hasValue("1");
        Wire.problem(wire.post("/v1/events", "{}"), 503, "unavailable");
        assertThat(asReader().statusCode()).isEqualTo(200);

        fillUpTo(0.85);
        Wire.problem(asReader(), 503, "unavailable");
        assertThat(asAuthor().statusCode()).isEqualTo(200);

        fillUpTo(1);
        Wire.problem(asAuthor(), 503, "unavailable");
        assertThat(wire.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(wire.get("/q/metrics").body())
                .contains("overdub_requests_inside " + (double) most)
                .containsPattern("overdub_requests_shed_total\\{priority=\"personal\",?} [1-9]");
    }

    @Test
    void who_has_left_makes_room() throws Exception {
        fillUpTo(0.6);
        assertThat(asStranger().statusCode()).isEqualTo(503);

        everybodyLeaves();
        inside.clear();

        assertThat(asStranger().statusCode()).isEqualTo(200);
    }

    /** Not all at once: who waits for an answer takes up no room before. */
    @Test
    void who_waited_for_what_another_made_needs_a_place_when_it_comes_to_nothing() throws Exception {
        lever.open(true);
        try {
            lever.hears();
            var path = wire.to("/test-edge/cached-refusals/CONFLICT/" + UUID.randomUUID())
                    .build();
            var first = client.sendAsync(path, HttpResponse.BodyHandlers.ofString());
            gate.awaitVisitor();
            var others = Stream.generate(() -> client.sendAsync(path, HttpResponse.BodyHandlers.ofString()))
                    .limit(5)
                    .toList();
            inside.add(first);
            fillUpTo(1);

            inside.remove(first);
            gate.release(TestGate.Door.ANSWERS);

            Wire.problem(first.get(), 409, "no_conflict");
            for (var other : others) {
                Wire.problem(other.get(), 503, "unavailable");
            }
        } finally {
            lever.open(false);
        }
    }

    @Test
    void who_hangs_up_gives_no_place_away_that_its_handler_still_has() throws Exception {
        for (var impatient = 0; impatient < most; impatient++) {
            wire.connection(slowOrder(TestHangUps.INSIDE)).close();
            gate.awaitVisitor();
            assertThat(hangUps.await()).isTrue();
        }

        Wire.problem(asAuthor(), 503, "unavailable");

        for (var handler = 0; handler < most; handler++) {
            gate.release(TestGate.Door.ORDERS);
        }
        assertThatNobodyIsInside();
        assertThat(asAuthor().statusCode()).isEqualTo(200);
    }

    @Test
    void who_hangs_up_at_the_door_takes_no_place() throws Exception {
        wire.connection(slowOrder(TestHangUps.AT_THE_DOOR)).close();
        assertThat(hangUps.await()).isTrue();
        wire.connection("GET /test-edge/notes/blank HTTP/1.1\r\nHost: here\r\n" + TestHangUps.HEADER + ": "
                        + TestHangUps.AT_THE_DOOR + "\r\n\r\n")
                .close();
        assertThat(hangUps.await()).isTrue();

        assertThatNobodyIsInside();
    }

    @Test
    void who_hangs_up_before_all_was_said_takes_no_place() throws Exception {
        var whole = slowOrder(TestHangUps.INSIDE);
        wire.connection(whole.substring(0, whole.length() - 1)).close();

        assertThatNobodyIsInside();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/test-edge/notes/blank",
                "/test-edge/bugs/any",
                "/test-edge/refusals/CONFLICT",
                "/test-edge/ids/none",
                "/test-edge/staff",
                "/test-edge/forms",
                "/test-edge/nowhere",
                "/test-edge/cached/door",
                "/test-edge/cached/door",
                "/v1/me",
                "/v1/config",
                "/console/",
                "/.well-known/jwks.json",
                "/nowhere",
                "/"
            })
    void whatever_the_answer_is_the_place_is_free_again(String path) throws Exception {
        wire.get(path);
        wire.send(wire.to(path).header("Accept", "image/webp"));
        wire.send(wire.to(path).header("Authorization", "Test forged"));
        wire.send(wire.to(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        wire.send(wire.to(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        wire.post(path, "{}");
        wire.post(path, "no json");
        wire.post(path, "a=b", "Content-Type", "application/x-www-form-urlencoded");
        wire.post(path, "no gzip", "Content-Encoding", "gzip");

        assertThatNobodyIsInside();
    }

    private static String slowOrder(String hangsUp) {
        var body = "{\"text\":\"impatient\"}";
        return "POST /test-edge/orders/slow HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                + TestHangUps.HEADER + ": " + hangsUp + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Soon: an answer is out a moment before its handler is through. */
    private void assertThatNobodyIsInside() {
        var inside = meters.get("overdub.requests.inside").gauge();
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (inside.value() != 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(inside.value()).isZero();
    }

    private void fillUpTo(double share) throws InterruptedException {
        while (inside.size() < Math.ceil(most * share)) {
            inside.add(client.sendAsync(
                    wire.to("/test-edge/orders/slow")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"crowd\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
            gate.awaitVisitor();
        }
    }

    private HttpResponse<String> asStranger() throws Exception {
        return wire.get("/test-edge/notes/blank");
    }

    private HttpResponse<String> asReader() throws Exception {
        return wire.send(wire.to("/test-edge/notes/blank").header("Authorization", "Test ada"));
    }

    private HttpResponse<String> asAuthor() throws Exception {
        return wire.post("/test-edge/forms", "{\"name\":\"new\"}");
    }
}
