package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Many people at once. Of twelve requests one is a comment, which is said again with the same key until it is acknowledged; the others read.
 * For {@link OpenLoad}.
 */
final class Visitors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String TIMEOUT = HttpTimeoutException.class.getSimpleName();
    private static final int OF_SO_MANY_ONE_WRITES = 12;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Executor later = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    private final URI app;
    private final List<HttpRequest> questions;
    private final String comments;
    private final String token;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger speaking = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger askedAgain = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile Tally tally = new Tally();

    /** @param signedIn whether it is asked by somebody that the app knows */
    record Question(String path, boolean signedIn) {

        static Question ofStranger(String path) {
            return new Question(path, false);
        }

        static Question ofReader(String path) {
            return new Question(path, true);
        }
    }

    /**
     * @param questions each in turn
     * @param dub under which they comment
     * @param token of who is signed in, and comments
     */
    Visitors(URI app, List<Question> questions, String dub, String token) {
        this.app = app;
        this.token = token;
        this.comments = "/v1/dubs/" + dub + "/comments";
        this.questions = questions.stream().map(this::request).toList();
    }

    private HttpRequest request(Question question) {
        var request = HttpRequest.newBuilder(app.resolve(question.path)).timeout(PATIENCE);
        return question.signedIn
                ? request.header("Authorization", "Bearer " + token).build()
                : request.build();
    }

    /** Reads that are due from now on are counted anew. */
    Tally count() {
        tally = new Tally();
        return tally;
    }

    void begin(long due) {
        var number = turn.getAndIncrement();
        if (number % OF_SO_MANY_ONE_WRITES == 0) {
            speaking.incrementAndGet();
            say(comment("comment " + number));
        } else {
            tally.ask();
            ask(questions.get(number % questions.size()), due, tally, true);
        }
    }

    /**
     * A connection that was kept may close just when somebody asks on it: then it is asked again, once, as HTTP has it for reads.
     *
     * @param first whether it may be asked again
     */
    private void ask(HttpRequest question, long due, Tally tally, boolean first) {
        send(question, (answer, failure) -> {
            var latency = Duration.ofNanos(System.nanoTime() - due);
            var route = route(question);
            if (answer == null && first && !root(failure).equals(TIMEOUT)) {
                askedAgain.incrementAndGet();
                ask(question, due, tally, false);
            } else if (answer == null) {
                tally.miss(route + " " + root(failure), latency);
            } else if (answer.statusCode() == 200) {
                tally.answer(latency);
            } else if (answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isPresent()) {
                tally.refuse(route + " 503", latency);
            } else {
                tally.miss(route + " " + answer.statusCode(), latency);
            }
        });
    }

    /** @param then what comes of it: either an answer or a failure */
    private void send(HttpRequest request, BiConsumer<HttpResponse<Void>, Throwable> then) {
        var unused =
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete(then);
    }

    private static String route(HttpRequest question) {
        return question.uri().getPath().replaceAll("[0-9a-f-]{36}", "*");
    }

    private static String root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    /** @param text that nobody else says */
    private record Comment(String text, HttpRequest request) {}

    private Comment comment(String text) {
        return new Comment(
                text,
                HttpRequest.newBuilder(app.resolve(comments))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(json(Map.of("text", text))))
                        .build());
    }

    private void say(Comment comment) {
        send(comment.request, (answer, failure) -> {
            if (answer != null && answer.statusCode() == 201) {
                acknowledged.add(comment.text);
                speaking.decrementAndGet();
            } else {
                repeated.incrementAndGet();
                later.execute(() -> say(comment));
            }
        });
    }

    private static String json(Map<String, String> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until every comment is acknowledged. */
    void fallSilent() {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (speaking.get() > 0) {
            assertThat(System.nanoTime()).as("time for comments").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** How many reads lost their connection. */
    int askedAgain() {
        return askedAgain.get();
    }

    /** How often one had to be said again. */
    int repeated() {
        return repeated.get();
    }

    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** All that is there now, as somebody else finds it. */
    List<String> found(StubbornPhone phone) {
        return phone.pages(comments, comment -> comment.path("text").asText());
    }
}
