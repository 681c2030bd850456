package io.overdub.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * {@code createMessage} of Pushwoosh, which says in the body whether it took something. What it would not understand is refused and kept as
 * a complaint. It misbehaves when it is told to.
 */
public final class PushwooshServer implements AutoCloseable {

    public static final String APPLICATION = "ABCDE-12345";
    public static final String TOKEN = "a-token-of-the-account";

    /** What befalls the next call. */
    public enum Fault {
        /** 200 around a refusal. */
        REFUSES_WITH_200,
        FORBIDS,
        /** 500, and who knows what was done. */
        FAILS,
        /** 200 around nothing that it says. */
        MUMBLES,
        /** 200 and OK, but no message. */
        FORGETS_THE_MESSAGE,
        TOO_MANY,
        DOES_IT_AND_HANGS_UP,
        DOES_IT_AND_FALLS_SILENT
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OPERATORS = Set.of("EQ", "IN", "NOTIN", "BETWEEN", "GTE", "LTE");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<JsonNode> taken = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private @Nullable Fault fault;

    public PushwooshServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/json/1.3/");
    }

    public synchronized void next(Fault befalls) {
        fault = befalls;
    }

    /** Of each message what it was made of. */
    public synchronized List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var befalls = fault();
            var refused = befalls == null ? null : refusal(befalls);
            if (refused != null) {
                answer(exchange, befalls == Fault.FAILS ? 500 : befalls == Fault.TOO_MANY ? 429 : 200, refused);
                return;
            }
            var wrong = wrong(exchange, body);
            if (wrong != null) {
                complain(wrong);
                answer(exchange, 200, said(210, wrong));
                return;
            }
            take(JSON.readTree(body).at("/request/notifications/0"));
            if (befalls == Fault.DOES_IT_AND_FALLS_SILENT) {
                over.await();
            }
            if (befalls == Fault.DOES_IT_AND_HANGS_UP || befalls == Fault.DOES_IT_AND_FALLS_SILENT) {
                return;
            }
            answer(exchange, 200, """
                    {"status_code":200,"status_message":"OK","response":{"Messages":["C3F8-C3863ED4-334AD4F1"]}}""");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Fault fault() {
        var befalls = fault;
        fault = null;
        return befalls;
    }

    private synchronized void take(JsonNode message) {
        taken.add(message);
    }

    private synchronized void complain(String what) {
        complaints.add(what);
    }

    private static @Nullable String refusal(Fault befalls) {
        return switch (befalls) {
            case REFUSES_WITH_200 -> said(210, "Application not found");
            case FORBIDS -> said(403, "Token restrictions forbid this operation");
            case FAILS -> said(500, "Internal error");
            case MUMBLES -> "<html>";
            case FORGETS_THE_MESSAGE ->
                "{\"status_code\":200,\"status_message\":\"OK\",\"response\":{\"Messages\":[]}}";
            case TOO_MANY -> said(429, "Too many");
            case DOES_IT_AND_HANGS_UP, DOES_IT_AND_FALLS_SILENT -> null;
        };
    }

    private static String said(int code, String message) {
        return "{\"status_code\":" + code + ",\"status_message\":\"" + message + "\",\"response\":null}";
    }

    private static @Nullable String wrong(HttpExchange exchange, String body) {
        JsonNode request;
        try {
            request = JSON.readTree(body).path("request");
        } catch (JsonProcessingException e) {
            return "no JSON";
        }
        var message = request.at("/notifications/0");
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().equals("/json/1.3/createMessage")) {
            return "POST createMessage, not " + exchange.getRequestURI();
        }
        if (!request.path("application").asText().equals(APPLICATION)
                || !request.path("auth").asText().equals(TOKEN)) {
            return "Application not found";
        }
        if (!message.path("send_date").asText().matches("now|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d")
                || message.path("transactionId").asText().isEmpty()
                || message.path("content").isEmpty()
                || message.has("filter") && message.has("conditions")) {
            return "a message needs a date, a transaction and content, and no filter beside conditions";
        }
        for (var condition : message.path("conditions")) {
            if (condition.size() != 3 || !OPERATORS.contains(condition.get(1).asText())) {
                return "a condition is [tag, operator, value], not " + condition.size();
            }
        }
        return null;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
