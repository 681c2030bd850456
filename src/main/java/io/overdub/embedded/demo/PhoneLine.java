package io.overdub.embedded.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** HTTP as a phone speaks it: patient where the answer says when to come back. */
final class PhoneLine {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Set<Integer> COME_BACK = Set.of(409, 429, 503);
    private static final int TRIES = 5;
    private static final long LONGEST_WAIT_S = 60;

    /** The client sets these two itself, from the address and the body. */
    private static final Set<String> OWN_HEADERS = Set.of("content-length", "host");

    private final URI address;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    PhoneLine(URI address) {
        this.address = address;
    }

    record Answer(int status, JsonNode body) {

        String text(String field) {
            return body.path(field).asText();
        }

        /** The stable name of a problem; empty for other answers. */
        String code() {
            return text("code");
        }
    }

    Answer get(@Nullable Resident caller, String path) throws IOException, InterruptedException {
        return ok(look(caller, path));
    }

    /** Any status: for what may not be there. */
    Answer look(@Nullable Resident caller, String path) throws IOException, InterruptedException {
        return call(caller, "GET", path, null, null);
    }

    /** Any status: for questions that may be answered with no. */
    Answer ask(@Nullable Resident caller, String path, @Nullable Object body, @Nullable String idempotencyKey)
            throws IOException, InterruptedException {
        return call(caller, "POST", path, body, idempotencyKey);
    }

    Answer post(Resident caller, String path, @Nullable Object body, @Nullable String idempotencyKey)
            throws IOException, InterruptedException {
        return ok(call(caller, "POST", path, body, idempotencyKey));
    }

    void put(Resident caller, String path) throws IOException, InterruptedException {
        ok(call(caller, "PUT", path, null, null));
    }

    void patch(Resident caller, String path, Object body) throws IOException, InterruptedException {
        ok(call(caller, "PATCH", path, body, null));
    }

    /** Follows the instruction of an opened upload. Bytes that are there already count as sent. */
    void send(JsonNode put, byte[] bytes) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(put.path("url").asText()))
                .timeout(TIMEOUT)
                .method(put.path("method").asText(), BodyPublishers.ofByteArray(bytes));
        for (var header : put.path("headers").properties()) {
            if (!OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                request.header(header.getKey(), header.getValue().asText());
            }
        }
        var status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
        if (status != 200 && status != 412) {
            throw new Unexpected("storage answered an upload with " + status);
        }
    }

    /** Right or not. */
    static Answer ok(Answer answer) throws Unexpected {
        if (answer.status() / 100 != 2) {
            throw new Unexpected("the answer was " + answer.status() + " " + answer.code() + ": " + answer.body());
        }
        return answer;
    }

    private Answer call(
            @Nullable Resident caller,
            String method,
            String path,
            @Nullable Object body,
            @Nullable String idempotencyKey)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (caller != null) {
            request.header("Authorization", "Bearer " + caller.token());
        }
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return read(patiently(request.build()));
    }

    private HttpResponse<byte[]> patiently(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofByteArray());
        for (var tries = 1; tries < TRIES && COME_BACK.contains(answer.statusCode()); tries++) {
            var wait = answer.headers().firstValueAsLong("Retry-After");
            if (wait.isEmpty() || wait.getAsLong() > LONGEST_WAIT_S) {
                break;
            }
            TimeUnit.SECONDS.sleep(Math.max(1, wait.getAsLong()));
            answer = http.send(request, BodyHandlers.ofByteArray());
        }
        return answer;
    }

    private Answer read(HttpResponse<byte[]> answer) throws IOException {
        var type = answer.headers().firstValue("Content-Type").orElse("");
        var body = type.contains("json") ? json.readTree(answer.body()) : json.missingNode();
        return new Answer(answer.statusCode(), body);
    }
}
