package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemsTest {

    private final Wire wire = new Wire();

    @Inject
    TestGate gate;

    @Inject
    TestDesertion desertion;

    @ParameterizedTest
    @CsvSource({
        "MALFORMED, 400",
        "UNAUTHENTICATED, 401",
        "FORBIDDEN, 403",
        "NOT_FOUND, 404",
        "CONFLICT, 409",
        "GONE, 410",
        "PRECONDITION_FAILED, 412",
        "INVALID, 422",
        "TOO_MANY, 429",
        "UNAVAILABLE, 503"
    })
    void each_kind_of_refusal_has_its_status(String kind, int status) throws Exception {
        var answer = wire.get("/test-edge/refusals/" + kind);

        Wire.problem(answer, status, "no_" + kind.toLowerCase(java.util.Locale.ROOT));
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.headers().allValues("WWW-Authenticate")).hasSize(status == 401 ? 1 : 0);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void a_bug_is_answered_without_its_words() throws Exception {
        var answer = wire.get("/test-edge/bugs/any");

        Wire.problem(answer, 500, "internal_error");
        assertThat(answer.body()).doesNotContain("secret");
    }

    /** Whether it was kept nobody knows: who comes again with the same key finds out. */
    @Test
    void a_connection_that_breaks_at_the_commit_asks_for_patience() throws Exception {
        var answer = wire.get("/test-edge/bugs/commit");

        Wire.problem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    /** So does a roll-back that failed and names what it was for, beside that very failure. */
    @Test
    void a_failure_that_goes_in_a_circle_is_understood() throws Exception {
        Wire.problem(wire.get("/test-edge/bugs/circle"), 503, "unavailable");
    }

    @Test
    void an_exhausted_pool_asks_for_patience() throws Exception {
        var answer = wire.get("/test-edge/bugs/pool");

        Wire.problem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void an_engine_that_is_away_is_said_to_be() throws Exception {
        var answer = wire.get("/test-edge/bugs/away");

        Wire.problem(answer, 503, "engine_away");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void a_broken_unique_rule_is_a_conflict() throws Exception {
        Wire.problem(wire.get("/test-edge/bugs/unique"), 409, "conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/v1/nowhere", "/test-edge/nowhere", "/", "/v1", "/test-edge//notes/x/y/z"})
    void unknown_paths_are_not_found(String path) throws Exception {
        Wire.problem(wire.send(wire.to(path).header("Accept", "text/html")), 404, "not_found");
    }

    @Test
    void another_method_is_not_allowed() throws Exception {
        Wire.problem(wire.send(wire.to("/test-edge/forms").DELETE()), 405, "method_not_allowed");
    }

    @Test
    void another_form_of_answer_is_not_acceptable() throws Exception {
        Wire.problem(wire.send(wire.to("/test-edge/notes/x").header("Accept", "text/html")), 406, "not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "video/mp4"
            })
    void another_form_of_body_is_not_supported(String type) throws Exception {
        var request =
                wire.to("/test-edge/forms").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString("x"));

        Wire.problem(wire.send(request), 415, "unsupported_media_type");
    }

    @Test
    void a_nonsensical_content_type_is_malformed() throws Exception {
        var answer = wire.raw("POST /test-edge/forms HTTP/1.1\r\nHost: x\r\nContent-Type: ///\r\n"
                + "Content-Length: 2\r\nConnection: close\r\n\r\n{}");

        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json")
                .contains("\"code\":\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "\r\n"})
    void a_missing_body_is_missed_in_every_form(String end) throws Exception {
        var answer = wire.raw("POST /test-edge/forms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\n" + end);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed_json\"");
    }

    /** Limits of the API are asked for elsewhere, while the body waits. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            /test-edge/forms; zz
            /test-edge/forms; -1
            /test-edge/forms; 1000000000000000000000
            /test-edge/forms; 2\\r\\n{}zz
            /v1/events; zz
            /v1/auth/device; zz
            /nowhere; zz""")
    void chunks_of_no_size_are_malformed(String path, String size) throws Exception {
        var failures = new Failures();

        var answer = wire.raw("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + size.translateEscapes() + "\r\n{}\r\n0\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("\"code\":\"malformed_request\"");
        assertThat(failures.told()).isEmpty();
    }

    @Test
    void a_body_that_breaks_off_is_no_problem_of_ours() throws Exception {
        var failures = new Failures();
        var client =
                wire.connection("POST /test-edge/forms HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 20\r\n\r\n{\"name\":");
        assertThat(wire.get("/test-edge/notes/blank").statusCode()).isEqualTo(200);

        // With a reset instead of a farewell.
        client.setSoLinger(true, 0);
        client.close();

        assertThat(wire.get("/test-edge/notes/blank").statusCode()).isEqualTo(200);
        assertThat(failures.told()).isEmpty();
    }

    /** What is no HTTP at all Netty answers, with nothing but a status. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\\r\\nHost: x\\r\\nX-Odd: a\\0b",
                "GET / HTTP/1.1\\r\\nHost: x\\r\\nX\\0Odd: ab",
                "GET / HTTP/1.1\\r\\nHost: x\\r\\nX Odd: ab",
                "GET / HTTP/1.1\\r\\nHost: x\\r\\n: ab",
                "GET /\\0 HTTP/1.1\\r\\nHost: x",
                "GET /test-edge/notes/a b HTTP/1.1\\r\\nHost: x",
                "GET /test-edge/pages?q=%ff HTTP/1.1\\r\\nHost: x",
                "GET /test-edge/notes/%e0%80%80 HTTP/1.1\\r\\nHost: x",
                "GET /long HTTP/1.1\\r\\nHost: x",
                "GET / HTTP/1.1\\r\\nHost: x\\r\\nX-Large: long",
                "GET / HTTP/9.9\\r\\nHost: x",
                "GET / XTTP\\r\\nHost: x",
                "GET",
                "\\26\\3\\1",
                "PRI * HTTP/2.0\\r\\n\\r\\nSM",
                "POST /test-edge/forms HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -1",
                "POST /test-edge/forms HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: two",
                "POST /test-edge/forms HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 99999999999999999999",
                "POST /test-edge/forms HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 2\\r\\nContent-Length: 3",
                "POST /test-edge/forms HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: odd",
                "POST /test-edge/forms HTTP/1.1\\r\\nHost: x\\r\\nContent-Type: application/json;charset=odd\\r\\nContent-Length: 0",
                "POST /test-edge/forms HTTP/1.1\\r\\nHost: x\\r\\nContent-Type: \\377\\r\\nContent-Length: 0",
                "POST /test-edge/forms HTTP/1.1\\r\\nHost: x\\r\\nContent-Type: ;\\r\\nContent-Length: 0",
                "CONNECT x:1 HTTP/1.1\\r\\nHost: x",
                "TRACE /test-edge/forms HTTP/1.1\\r\\nHost: x",
                "ODD /test-edge/forms HTTP/1.1\\r\\nHost: x",
                "GET http://[/ HTTP/1.1\\r\\nHost: x",
                "GET /nowhere HTTP/1.1\\r\\nHost: a b:c",
                "GET /nowhere HTTP/1.1",
                "GET /test-edge/notes/x HTTP/1.1\\r\\nHost: x\\r\\nAccept: ;;;/q=zz,*",
                "GET /test-edge/notes/x HTTP/1.1\\r\\nHost: x\\r\\nAccept: text/html;q=zz",
                "GET /test-edge/ids/x;y=%31 HTTP/1.1\\r\\nHost: x"
            })
    void what_no_client_may_send_is_refused_quietly(String head) throws Exception {
        var failures = new Failures();

        var answer =
                wire.raw(head.replace("long", "x".repeat(20_000)).translateEscapes() + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/\\d.\\d 4");
        assertThat(failures.told()).isEmpty();
    }

    /** Each is nonsense, and none keeps anybody from being answered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: ///",
                "Host: [::",
                "Host: x:99999999",
                "Accept-Language: ;q=zz, \\377",
                "Accept-Encoding: ;q=zz, \\377",
                "Authorization: \\377",
                "Authorization: Bearer",
                "Authorization: Bearer a.b.c",
                "Authorization: Basic ====",
                "Cookie: ;=; \\377=\"",
                "If-None-Match: \"",
                "If-Match: W/",
                "If-Modified-Since: never",
                "Range: bytes=9-1",
                "Origin: ::",
                "Expect: miracles",
                "Upgrade: websocket\\r\\nConnection: upgrade",
                "Upgrade: h2c\\r\\nHTTP2-Settings: zz\\r\\nConnection: upgrade, http2-settings",
                "X-Forwarded-For: \\377, , 1.2.3.4.5",
                "Forwarded: for=;;",
                "traceparent: zz",
                "tracestate: =,=",
                "baggage: \\377",
                "X-HTTP-Method-Override: ODD"
            })
    void a_header_that_makes_no_sense_breaks_nothing(String header) throws Exception {
        var failures = new Failures();

        for (var path : List.of("/test-edge/notes/blank", "/v1/config", "/v1/me", "/nowhere")) {
            var answer = wire.raw("GET " + path + " HTTP/1.1\r\n" + (header.startsWith("Host") ? "" : "Host: x\r\n")
                    + header.translateEscapes() + "\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(path).containsPattern("^HTTP/1.1 [24]");
        }
        assertThat(failures.told()).isEmpty();
    }

    /** What the log says at the level of errors, of requests and what they come in by. */
    private static final class Failures extends Handler {

        private static final Logger ROOT = Logger.getLogger("");

        private final List<String> lines = new CopyOnWriteArrayList<>();

        Failures() {
            ROOT.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.SEVERE.intValue()
                    && !line.getLoggerName().startsWith("io.overdub.kernel")) {
                lines.add(line.getLoggerName() + ": " + line.getMessage() + " " + line.getThrown());
            }
        }

        List<String> told() {
            ROOT.removeHandler(this);
            return lines;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void a_body_may_wait_to_be_asked_for() throws Exception {
        var answer = wire.send(wire.to("/test-edge/forms")
                .expectContinue(true)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"patient\"}")));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void strangers_are_asked_to_sign_in() throws Exception {
        var answer = wire.get("/test-edge/staff");

        Wire.problem(answer, 401, "sign_in_required");
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    }

    @Test
    void forged_tokens_are_refused_without_the_reason() throws Exception {
        var answer = wire.send(wire.to("/test-edge/staff").header("Authorization", "Test forged"));

        Wire.problem(answer, 401, "invalid_token");
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void the_wrong_role_is_forbidden() throws Exception {
        Wire.problem(wire.send(wire.to("/test-edge/staff").header("Authorization", "Test ada")), 403, "forbidden");
    }

    @Test
    void a_client_that_hangs_up_is_no_problem_of_ours() throws Exception {
        var body = "{\"text\":\"bye\"}";
        var client =
                wire.connection("POST /test-edge/deserted HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        gate.awaitVisitor();

        client.close();

        assertThat(desertion.status()).isEqualTo(200);
    }

    @Test
    void a_large_body_is_refused_by_its_announcement() throws Exception {
        Wire.problem(wire.post("/test-edge/forms", new byte[200_000]), 413, "body_too_large");
    }

    @Test
    void a_large_body_is_refused_as_it_comes() throws Exception {
        var chunks = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[200_000]));
        var request = wire.to("/test-edge/forms")
                .header("Content-Type", "application/json")
                .POST(chunks);

        Wire.problem(wire.send(request), 413, "body_too_large");
    }

    @Test
    void a_body_that_unpacks_too_large_is_refused() throws Exception {
        Wire.problem(
                wire.post("/test-edge/forms", gzip(new byte[1_000_000]), "Content-Encoding", "gzip"),
                413,
                "body_too_large");
    }

    @Test
    void a_packed_body_is_understood() throws Exception {
        var answer = wire.post(
                "/test-edge/forms", gzip("{\"name\":\"packed\"}".getBytes("UTF-8")), "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Wire.json(answer).path("name").asText()).isEqualTo("packed");
    }

    @Test
    void a_badly_packed_body_is_malformed() throws Exception {
        var answer = wire.post("/test-edge/forms", "this is not gzip", "Content-Encoding", "gzip");

        Wire.problem(answer, 400, "malformed_request");
    }

    @Test
    void a_truncated_packed_body_is_malformed() throws Exception {
        var whole = gzip("{\"name\":\"packed and cut\"}".getBytes("UTF-8"));

        var answer = wire.post(
                "/test-edge/forms", java.util.Arrays.copyOf(whole, whole.length - 12), "Content-Encoding", "gzip");

        Wire.problem(answer, 400, "malformed_request");
    }

    @Test
    void another_packing_is_not_supported() throws Exception {
        Wire.problem(wire.post("/test-edge/forms", "{}", "Content-Encoding", "zstd"), 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/test-edge/notes/%zz",
                "/test-edge/notes/%",
                "/test-edge/notes/%00",
                "/test-edge/pages?q=%ED%A0%80",
                "/test-edge/pages?q=a%00b",
                "/test-edge/pages?q=%C3",
                "/%zz",
                "/test-edge/notes/\u00ff"
            })
    void unreadable_addresses_are_malformed_text(String target) throws Exception {
        var answer = wire.raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("malformed_text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "*", "http://", "//", "?", "/../../etc/passwd"})
    void odd_targets_get_a_problem_too(String target) throws Exception {
        var answer = wire.raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json")
                .contains("trace_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit_to=x", "limit_to=1.5", "limit_to=99999999999", "shade=green", "shade=BLUE"})
    void unreadable_parameters_are_malformed(String query) throws Exception {
        Wire.problem(wire.get("/test-edge/pages?" + query), 400, "malformed_parameter");
    }

    @Test
    void parameters_out_of_range_are_malformed() throws Exception {
        var problem = Wire.problem(wire.get("/test-edge/pages?limit_to=-1"), 400, "malformed_parameter");

        assertThat(problem.at("/faults/0/field").asText()).isEqualTo("limit_to");
    }

    @Test
    void unreadable_ids_are_malformed() throws Exception {
        Wire.problem(wire.get("/test-edge/ids/not-an-id"), 400, "malformed_parameter");
    }

    @Test
    void a_good_request_id_is_kept() throws Exception {
        var id = "0123456789+/=abcDEF-0123";

        var answer = wire.send(wire.to("/test-edge/bugs/any").header("X-Request-ID", id));

        assertThat(Wire.problem(answer, 500, "internal_error").path("trace_id").asText())
                .isEqualTo(id);
    }

    @Test
    void a_bad_request_id_is_replaced() throws Exception {
        var answer = wire.send(wire.to("/test-edge/notes/x").header("X-Request-ID", "<script>"));

        assertThat(answer.headers().allValues("X-Request-ID"))
                .singleElement()
                .asString()
                .hasSize(36);
    }

    @Test
    void who_is_in_a_trace_is_named_after_it_though_nobody_collects_any() throws Exception {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        var answer =
                wire.send(wire.to("/test-edge/bugs/any").header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

        assertThat(Wire.problem(answer, 500, "internal_error").path("trace_id").asText())
                .isEqualTo(trace);
    }

    @Test
    void a_trace_that_cannot_be_read_names_nobody() throws Exception {
        var answer = wire.send(wire.to("/test-edge/notes/x").header("traceparent", "00-<script>-00f067aa0ba902b7-01"));

        assertThat(answer.headers().firstValue("X-Request-ID").orElseThrow()).hasSize(36);
    }

    private static byte[] gzip(byte[] plain) throws java.io.IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(bytes)) {
            packer.write(plain);
        }
        return bytes.toByteArray();
    }
}
