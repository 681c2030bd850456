package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Secrets;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IdempotencyTest {

    private final Wire wire = new Wire();
    private final TestEffects effects;
    private final TestGate gate;
    private final DataSource database;
    private final Secrets secrets;
    private final ForgetOldAnswers forgetOldAnswers;
    private final String key = "key-" + UUID.randomUUID();
    private final String name = "name-" + UUID.randomUUID();

    IdempotencyTest(
            TestEffects effects,
            TestGate gate,
            DataSource database,
            Secrets secrets,
            ForgetOldAnswers forgetOldAnswers) {
        this.effects = effects;
        this.gate = gate;
        this.database = database;
        this.secrets = secrets;
        this.forgetOldAnswers = forgetOldAnswers;
    }

    @Test
    void without_a_key_each_request_counts() throws Exception {
        wire.post("/test-edge/orders", body(name));
        wire.post("/test-edge/orders", body(name));

        assertThat(effects.count(name)).isEqualTo(2);
    }

    @Test
    void the_second_request_gets_the_first_answer() throws Exception {
        var first = order("/test-edge/orders");
        var second = order("/test-edge/orders");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(second.headers().allValues("Idempotency-Replayed")).containsExactly("true");
        assertThat(effects.count(name)).isEqualTo(1);
    }

    @Test
    void an_answer_without_a_body_is_replayed_too() throws Exception {
        order("/test-edge/orders/silent");
        var second = order("/test-edge/orders/silent");

        assertThat(second.statusCode()).isEqualTo(204);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(effects.count(name)).isEqualTo(1);
    }

    @Test
    void quotes_around_a_key_and_the_order_of_fields_do_not_count() throws Exception {
        wire.post("/test-edge/orders", "{\"text\":\"" + name + "\",\"a\":1}", "Idempotency-Key", key);

        var second = wire.post(
                "/test-edge/orders", "{ \"a\":1, \"text\":\"" + name + "\"}", "Idempotency-Key", '"' + key + '"');

        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void another_body_under_the_same_key_is_refused() throws Exception {
        order("/test-edge/orders");

        var answer = wire.post("/test-edge/orders", body("other"), "Idempotency-Key", key);

        Wire.problem(answer, 422, "idempotency_key_reused");
    }

    @Test
    void another_address_under_the_same_key_is_refused() throws Exception {
        order("/test-edge/orders");

        Wire.problem(order("/test-edge/orders/silent"), 422, "idempotency_key_reused");
    }

    @Test
    void a_key_belongs_to_the_account_that_sent_it() throws Exception {
        wire.post("/test-edge/orders", body(name), "Idempotency-Key", key, "Authorization", "Test ada");

        var bela = wire.post("/test-edge/orders", body(name), "Idempotency-Key", key, "Authorization", "Test bela");
        var ada = wire.post("/test-edge/orders", body(name), "Idempotency-Key", key, "Authorization", "Test ada");

        assertThat(bela.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(ada.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(effects.count(name)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "has spaces in the middle", "\"quoted-short\""})
    void a_bad_key_is_refused(String bad) throws Exception {
        Wire.problem(wire.post("/test-edge/orders", body(name), "Idempotency-Key", bad), 400, "bad_idempotency_key");
        assertThat(effects.count(name)).isZero();
    }

    @Test
    void an_overlong_key_is_refused() throws Exception {
        Wire.problem(
                wire.post("/test-edge/orders", body(name), "Idempotency-Key", "x".repeat(256)),
                400,
                "bad_idempotency_key");
    }

    @Test
    void a_request_that_still_runs_is_not_run_twice() throws Exception {
        var one = Executors.newSingleThreadExecutor();
        try {
            var first = one.submit(() -> order("/test-edge/orders/slow"));
            gate.awaitVisitor();

            var second = order("/test-edge/orders/slow");
            gate.release(TestGate.Door.ORDERS);

            Wire.problem(second, 409, "idempotency_in_progress");
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(effects.count(name)).isEqualTo(1);
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void twenty_at_once_have_one_effect() throws Exception {
        var pool = Executors.newFixedThreadPool(20);
        try {
            var calls = new ArrayList<Callable<HttpResponse<String>>>();
            for (var i = 0; i < 20; i++) {
                calls.add(() -> order("/test-edge/orders"));
            }

            var answers = new ArrayList<HttpResponse<String>>();
            for (Future<HttpResponse<String>> answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }

            assertThat(effects.count(name)).isEqualTo(1);
            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201, 409);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 201)
                    .extracting(HttpResponse::body)
                    .containsOnly("{\"text\":\"" + name + " 1\"}");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void a_crash_leaves_no_trace() throws Exception {
        Wire.problem(order("/test-edge/orders/failing"), 500, "internal_error");
        assertThat(effects.count(name)).isZero();

        var second = order("/test-edge/orders/failing");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(effects.count(name)).isEqualTo(1);
    }

    @Test
    void a_refusal_leaves_no_trace() throws Exception {
        Wire.problem(order("/test-edge/orders/refused"), 422, "no_invalid");

        Wire.problem(order("/test-edge/orders/refused"), 422, "no_invalid");
        assertThat(effects.count(name)).isZero();
        assertThat(stored()).isZero();
    }

    @Test
    void nothing_readable_is_stored() throws Exception {
        order("/test-edge/orders");

        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select answer from edge.stored_answer where id = ?")) {
            statement.setBytes(1, row().id());
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(new String(rows.getBytes(1), StandardCharsets.ISO_8859_1))
                        .doesNotContain(name)
                        .doesNotContain("text");
            }
        }
    }

    @Test
    void answers_are_forgotten_after_a_day() throws Exception {
        order("/test-edge/orders");
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement("update edge.stored_answer set created_at = ? where id = ?")) {
            statement.setTimestamp(1, Timestamp.valueOf("2020-01-01 00:00:00"));
            statement.setBytes(2, row().id());
            statement.executeUpdate();
        }

        forgetOldAnswers.run();

        assertThat(stored()).isZero();
    }

    private HttpResponse<String> order(String path) throws Exception {
        return wire.post(path, body(name), "Idempotency-Key", key);
    }

    private static String body(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    private IdempotencyKey row() {
        return IdempotencyKey.of(key, "anonymous", secrets);
    }

    private int stored() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select count(*) from edge.stored_answer where id = ?")) {
            statement.setBytes(1, row().id());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
