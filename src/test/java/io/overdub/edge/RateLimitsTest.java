package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RateLimitsTest {

    private static final Duration PATIENT = Duration.ofSeconds(5);
    private static final Duration IMPATIENT = Duration.ofMillis(50);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Wire wire = new Wire();
    private final String key = UUID.randomUUID().toString();
    private final RateLimits limits;
    private final Redis redis;
    private final Vertx vertx;
    private final Clock clock;

    RateLimitsTest(RateLimits limits, Redis redis, Vertx vertx, Clock clock) {
        this.limits = limits;
        this.redis = redis;
        this.vertx = vertx;
        this.clock = clock;
    }

    @Test
    void processes_share_one_count() {
        var here = new RateLimits(redis, vertx, clock, PATIENT);
        var there = new RateLimits(redis, vertx, clock, PATIENT);

        assertThat(here.spend("test", key, 3, HOUR).remaining()).isEqualTo(2);
        assertThat(there.spend("test", key, 3, HOUR).remaining()).isEqualTo(1);
        assertThat(here.spend("test", key, 3, HOUR).allowed()).isTrue();
        var refused = there.spend("test", key, 3, HOUR);

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
    }

    @Test
    void keys_and_limits_are_counted_apart() {
        limits.spend("test", key, 1, HOUR);

        assertThat(limits.spend("test", key + "x", 1, HOUR).allowed()).isTrue();
        assertThat(limits.spend("other", key, 1, HOUR).allowed()).isTrue();
        assertThat(limits.spend("test", key, 1, HOUR).allowed()).isFalse();
    }

    @Test
    void what_is_forgiven_may_be_spent_again() {
        limits.spend("test", key, 2, HOUR);
        limits.spend("test", key, 2, HOUR);
        limits.forgive("test", key);

        assertThat(limits.spend("test", key, 2, HOUR).remaining()).isEqualTo(1);
    }

    @Test
    void one_attempt_can_be_given_back() {
        limits.spend("test", key, 2, HOUR);
        limits.spend("test", key, 2, HOUR);
        limits.giveBack("test", key, 2, HOUR);

        assertThat(limits.spend("test", key, 2, HOUR).allowed()).isTrue();
        assertThat(limits.spend("test", key, 2, HOUR).allowed()).isFalse();
    }

    @Test
    void giving_back_more_than_was_spent_saves_nothing_up() {
        limits.giveBack("test", key, 1, HOUR);

        assertThat(limits.spend("test", key, 1, HOUR).allowed()).isTrue();
        assertThat(limits.spend("test", key, 1, HOUR).allowed()).isFalse();
    }

    @Test
    void without_redis_each_process_counts_for_itself() throws IOException {
        var alone =
                new RateLimits(Redis.createClient(vertx, "redis://127.0.0.1:" + deadPort()), vertx, clock, IMPATIENT);

        assertThat(alone.spend("test", key, 2, HOUR).allowed()).isTrue();
        assertThat(alone.spend("test", key, 2, HOUR).allowed()).isTrue();
        assertThat(alone.spend("test", key, 2, HOUR).allowed()).isFalse();
    }

    @Test
    void a_redis_that_keeps_silent_is_not_waited_for() throws IOException {
        // Connections are accepted into the backlog; nobody ever answers.
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var alone = new RateLimits(
                    Redis.createClient(vertx, "redis://127.0.0.1:" + silent.getLocalPort()), vertx, clock, IMPATIENT);

            var begun = System.nanoTime();
            for (var i = 0; i < 100; i++) {
                alone.spend("test", key, 1_000, HOUR);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(500));
            assertThat(alone.spend("test", key, 1_000, HOUR).remaining()).isEqualTo(899);
        }
    }

    @Test
    void leases_never_allow_more_than_the_limit() {
        var here = new Leases(new RateLimits(redis, vertx, clock, PATIENT), clock);
        var there = new Leases(new RateLimits(redis, vertx, clock, PATIENT), clock);
        var rule = RateLimits.gcra(200, HOUR);
        var allowed = 0;

        for (var i = 0; i < 400; i++) {
            var verdict = (i % 2 == 0 ? here : there).spend(rule, "test:" + key);
            if (verdict.toCompletionStage().toCompletableFuture().join().allowed()) {
                allowed++;
            }
        }

        assertThat(allowed).isBetween(200 - 2 * 10, 200);
    }

    @Test
    void a_lease_tells_what_is_left_of_the_whole() {
        var leases = new Leases(limits, clock);
        var rule = RateLimits.gcra(1_000, HOUR);

        for (var i = 1; i <= 100; i++) {
            var verdict = leases.spend(rule, "test:" + key)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();

            assertThat(verdict.remaining()).isEqualTo(1_000 - i);
        }
    }

    @Test
    void a_route_over_its_limit_is_refused_with_the_standard_headers() throws Exception {
        var person = "Test " + key;

        for (var left = 2; left >= 0; left--) {
            var answer = wire.send(wire.to("/test-edge/limited").header("Authorization", person));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("RateLimit-Policy")).containsExactly("\"tiny\";q=3;w=3600");
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow())
                    .matches("\"tiny\";r=" + left + ";t=\\d+");
        }
        var refused = wire.send(wire.to("/test-edge/limited").header("Authorization", person));
        var somebodyElse = wire.send(wire.to("/test-edge/limited").header("Authorization", person + "-2"));

        Wire.problem(refused, 429, "rate_limited");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1_190, 1_200);
        assertThat(refused.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"tiny\";r=0;t=");
        assertThat(somebodyElse.statusCode()).isEqualTo(200);
    }

    /** Else whoever gets in takes a new allowance with each new name. */
    @Test
    void at_the_door_a_network_has_one_limit_whoever_it_says_it_is() throws Exception {
        for (var person = 0; person < 3; person++) {
            var answer = wire.send(wire.to("/test-edge/door").header("Authorization", "Test " + key + person));
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow())
                    .startsWith("\"door\";r=" + (2 - person) + ";");
        }

        var next = wire.send(wire.to("/test-edge/door").header("Authorization", "Test " + key + "-next"));
        var nameless = wire.send(wire.to("/test-edge/door"));

        Wire.problem(next, 429, "rate_limited");
        Wire.problem(nameless, 429, "rate_limited");
    }

    @Test
    void of_two_classes_that_begin_alike_the_closer_one_counts() throws Exception {
        for (var time = 0; time < 5; time++) {
            assertThat(wire.get("/test-edge/door/corridor")
                            .headers()
                            .firstValue("RateLimit")
                            .orElseThrow())
                    .startsWith("\"corridor\";r=");
        }
    }

    @Test
    void an_address_written_in_another_way_is_under_the_same_limit() throws Exception {
        var person = "Test " + key;
        var spellings = List.of("/test-edge/limited", "//test-edge/limited", "/test-edge/%6Cimited");
        for (var spelling : spellings) {
            assertThat(answer(spelling, person)).startsWith("HTTP/1.1 200");
        }

        for (var spelling : List.of(
                "/test-edge/limited",
                "//test-edge/limited",
                "/test-edge//limited",
                "/test-edge/%6Cimited",
                "/test-edge/./limited",
                "/q/../test-edge/limited",
                "/q/%2e%2e/test-edge/limited")) {
            assertThat(answer(spelling, person)).as(spelling).startsWith("HTTP/1.1 429");
        }
    }

    private String answer(String address, String person) throws IOException {
        return wire.raw("GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: " + person
                + "\r\n\r\n");
    }

    @Test
    void a_refused_sender_of_a_body_hears_it_too() throws Exception {
        var person = "Test " + key;
        for (var i = 0; i < 3; i++) {
            wire.send(wire.to("/test-edge/limited").header("Authorization", person));
        }

        var refused = wire.post("/test-edge/limited", new byte[60_000], "Authorization", person);

        Wire.problem(refused, 429, "rate_limited");
    }

    @Test
    void every_address_of_the_api_says_its_limit() throws Exception {
        var read = wire.get("/v1/nowhere");
        var write = wire.post("/v1/nowhere", "{}");
        var health = wire.get("/q/health/live");

        assertThat(read.headers().firstValue("RateLimit-Policy").orElseThrow()).startsWith("\"read\";q=");
        assertThat(write.headers().firstValue("RateLimit-Policy").orElseThrow()).startsWith("\"write\";q=");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.headers().firstValue("RateLimit")).isEmpty();
    }

    private static int deadPort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
