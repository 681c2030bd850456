package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.overdub.world.DemoMedia;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Repeats a request that nobody answered, with the same Idempotency-Key, until somebody does. For one thread. */
final class StubbornPhone {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    /** The client sets these itself, from the address and the body. */
    private static final List<String> SET_BY_CLIENT = List.of("content-length", "host");

    /** A killed process takes with it what it was doing, but what it held stays held for a while. */
    private static final Set<String> UNDER_WAY = Set.of("idempotency_in_progress", "upload_completing");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI app;
    private String token = "";
    private int unanswered;

    StubbornPhone(URI app) {
        this.app = app;
    }

    /**
     * @param repeated whether an earlier try of it got no answer, or 503 (as when the database breaks off while it commits), and may
     *     have had its effect
     */
    record Answer(int status, JsonNode body, boolean repeated) {

        String text(String field) {
            return body.path(field).asText();
        }

        Answer expecting(int wanted) {
            assertThat(status).as("%s", body).isEqualTo(wanted);
            return this;
        }
    }

    String token() {
        return token;
    }

    /** How many tries got no answer. */
    int unanswered() {
        return unanswered;
    }

    void signsUp(String username, String password) {
        var wish = Map.of(
                "username",
                username,
                "email",
                username + "@people.test",
                "password",
                password,
                "country",
                "DE",
                "language",
                "de");
        token = posts("/v1/auth/register", wish).expecting(201).text("access_token");
    }

    void signsIn(String login, String password) {
        token = posts("/v1/auth/login", Map.of("login", login, "password", password))
                .expecting(200)
                .text("access_token");
    }

    Answer gets(String path) {
        return sends("GET", path, "");
    }

    Answer puts(String path) {
        return sends("PUT", path, "");
    }

    Answer puts(String path, Map<String, ?> body) {
        return sends("PUT", path, written(body));
    }

    Answer patches(String path, Map<String, ?> body) {
        return sends("PATCH", path, written(body));
    }

    Answer deletes(String path) {
        return sends("DELETE", path, "");
    }

    Answer posts(String path, Map<String, ?> body) {
        return sends("POST", path, written(body));
    }

    /** The id of a new dub that everybody may see. */
    String publishes(String quote) {
        var film = DemoMedia.VIDEO.bytes();
        var upload = uploads(film, DemoMedia.VIDEO.kind(), DemoMedia.VIDEO.contentType(), DemoMedia.sha256(film));
        var dub = Map.of("upload_id", upload, "quote_id", quote, "caption", "", "visibility", "public");
        return posts("/v1/dubs", dub).expecting(201).text("id");
    }

    /** The whole handshake; the id of an upload that is ready. */
    String uploads(byte[] bytes, String kind, String contentType, String sha256) {
        var plan = Map.of("kind", kind, "content_type", contentType, "size_bytes", bytes.length, "sha256", sha256);
        while (true) {
            var opened = posts("/v1/uploads", plan).expecting(201);
            if (stores(opened.body().path("put"), bytes)) {
                var upload = opened.text("id");
                assertThat(posts("/v1/uploads/" + upload + "/complete", Map.of())
                                .expecting(200)
                                .text("state"))
                        .isEqualTo("ready");
                return upload;
            }
        }
    }

    byte[] downloads(String address) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Something of every item of a list, however many pages it has. */
    <T> List<T> pages(String path, Function<JsonNode, T> reading) {
        var all = new ArrayList<T>();
        var cursor = "";
        do {
            var page = gets(path + "?limit=50&cursor=" + cursor).expecting(200);
            page.body().path("items").forEach(item -> all.add(reading.apply(item)));
            cursor = page.text("next");
        } while (!cursor.isEmpty());
        return all;
    }

    /** False when the store fails or can't be reached: it dies with the app here and comes back elsewhere, so a new upload it is. */
    private boolean stores(JsonNode put, byte[] bytes) {
        var request = HttpRequest.newBuilder(URI.create(put.path("url").asText()))
                .timeout(ANSWERS_WITHIN)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
        put.path("headers").properties().forEach(header -> {
            if (!SET_BY_CLIENT.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                request.header(header.getKey(), header.getValue().asText());
            }
        });
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 500) {
                return false;
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return true;
        } catch (IOException e) {
            unanswered++;
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Answer sends(String method, String path, String body) {
        var request = HttpRequest.newBuilder(app.resolve(path))
                .timeout(ANSWERS_WITHIN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return insists(request.build());
    }

    private Answer insists(HttpRequest request) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var repeated = false;
        while (true) {
            try {
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                var body = read(answer.body());
                if (!asksToComeBack(answer.statusCode(), body)) {
                    return new Answer(answer.statusCode(), body, repeated);
                }
                repeated = true;
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new UncheckedIOException("No answer for " + PATIENCE, e);
                }
                unanswered++;
                repeated = true;
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean asksToComeBack(int status, JsonNode body) {
        return status == 503
                || status == 409 && UNDER_WAY.contains(body.path("code").asText());
    }

    private static JsonNode read(String body) throws JsonProcessingException {
        return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    }

    private static String written(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
