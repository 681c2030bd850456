package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Algolia, on four hosts, as strict as the documents are: who is let in, which calls there are and what is in them, how large a record may
 * be, what may be filtered by ({@link AlgoliaShelf}). It misbehaves when it is told to.
 */
public final class AlgoliaServer implements AutoCloseable {

    public static final String APP = "TESTAPP";
    public static final String KEY = "a key that only tests know";

    /** How a host answers from now on. */
    enum Mood {
        WELL,
        SILENT,
        BROKEN,
        BUSY,
        /** Does what it is told to do, and says nothing. */
        SPEECHLESS,
        /** Does nothing, and says 200. */
        FALSE,
        /** Says 200, and in the body that it is too busy. */
        BUSY_INSIDE,
        /** Lets nobody in. */
        DENYING,
        /** Knows no such call. */
        LOST,
        /** Understands, and will not. */
        UNWILLING
    }

    static final class Refused extends Exception {

        private final int status;
        private final String why;

        Refused(int status, String why) {
            super(why);
            this.status = status;
            this.why = why;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What tests provoke. */
    private static final List<String> EXPECTED = List.of("too big", "objectIDs", "nonsense");

    private static final int LARGEST_CALL = 2_000_000;

    private final List<HttpServer> hosts = new ArrayList<>();
    private final Map<Integer, Mood> moods = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, AlgoliaShelf> indexes = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final AlgoliaInbox inbox = new AlgoliaInbox();
    private final AlgoliaLab lab = new AlgoliaLab();
    private final List<JsonNode> queries = new ArrayList<>();
    private long task;
    private boolean stuck;
    private boolean taskless;

    public AlgoliaServer() throws IOException {
        for (var i = 0; i < 4; i++) {
            var number = i;
            var host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            host.setExecutor(threads);
            host.createContext("/", exchange -> handle(number, exchange));
            host.start();
            hosts.add(host);
        }
    }

    public List<URI> addresses() {
        return hosts.stream()
                .map(host -> URI.create("http://127.0.0.1:" + host.getAddress().getPort()))
                .toList();
    }

    void mood(int host, Mood mood) {
        moods.put(host, mood);
    }

    int calls(int host) {
        return calls.getOrDefault(host, new AtomicInteger()).get();
    }

    /** Nothing that is written counts. */
    synchronized void stuck(boolean isStuck) {
        stuck = isStuck;
    }

    /** Tests of two ways to answer are made and stopped at once, without a task. */
    synchronized void taskless() {
        taskless = true;
    }

    /** What was searched for, in turn. */
    synchronized List<JsonNode> queries() {
        return List.copyOf(queries);
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** As somebody else does who may. */
    synchronized void update(String index, ObjectNode record) {
        try {
            made(index).batch(Json.array(List.of(Json.of("action", "partialUpdateObject", "body", record))));
        } catch (Refused e) {
            throw new IllegalArgumentException(e);
        }
    }

    synchronized ObjectNode settings(String index) {
        return requireNonNull(indexes.get(index)).settings;
    }

    synchronized JsonNode rules(String index) {
        return requireNonNull(indexes.get(index)).rules;
    }

    synchronized JsonNode synonyms(String index) {
        return requireNonNull(indexes.get(index)).synonyms;
    }

    synchronized List<JsonNode> events() {
        return inbox.events();
    }

    synchronized JsonNode splitTest(long id) {
        try {
            return lab.find(id);
        } catch (Refused e) {
            throw new IllegalArgumentException(e);
        }
    }

    synchronized int records(String index) {
        return requireNonNull(indexes.get(index)).size();
    }

    @Override
    public void close() {
        over.countDown();
        hosts.forEach(host -> host.stop(0));
        threads.shutdownNow();
    }

    private void handle(int host, HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.computeIfAbsent(host, unknown -> new AtomicInteger()).incrementAndGet();
            var body = exchange.getRequestBody().readAllBytes();
            switch (moods.getOrDefault(host, Mood.WELL)) {
                case SILENT -> over.await();
                case SPEECHLESS -> {
                    var answer = answer(exchange, body);
                    if (exchange.getRequestMethod().equals("GET")) {
                        send(exchange, answer.status(), answer.text());
                    } else {
                        over.await();
                    }
                }
                case FALSE -> send(exchange, 200, "{\"status\":500,\"message\":\"oops\"}");
                case BROKEN -> send(exchange, 503, "<html>oops</html>");
                case BUSY_INSIDE -> send(exchange, 200, "{\"status\":429,\"message\":\"Too many jobs\"}");
                case DENYING -> send(exchange, 403, "{\"message\":\"Invalid API key\",\"status\":403}");
                case LOST -> send(exchange, 404, "{\"message\":\"Not found\",\"status\":404}");
                case UNWILLING -> send(exchange, 400, "{\"message\":\"I would rather not\",\"status\":400}");
                case BUSY -> send(exchange, 429, "{\"message\":\"Too many jobs\",\"status\":429}");
                case WELL -> {
                    var answer = answer(exchange, body);
                    send(exchange, answer.status(), answer.text());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Answer(int status, String text) {}

    private Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        try {
            return new Answer(200, perform(exchange, body).toString());
        } catch (Refused e) {
            return new Answer(
                    e.status, Json.of("message", e.why, "status", e.status).toString());
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("<") ? "text/html" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized JsonNode perform(HttpExchange exchange, byte[] bytes) throws Refused, IOException {
        var headers = exchange.getRequestHeaders();
        if (!APP.equals(headers.getFirst("x-algolia-application-id"))
                || !KEY.equals(headers.getFirst("x-algolia-api-key"))) {
            throw new Refused(403, "Invalid Application-ID or API key");
        }
        if (bytes.length > LARGEST_CALL && exchange.getRequestURI().getPath().equals("/1/events")) {
            throw new Refused(413, "too many bytes");
        }
        var body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        var call = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().replaceFirst("^/1/indexes/?", "");
        try {
            return perform(call, exchange.getRequestURI().getQuery(), body);
        } catch (Refused e) {
            if (e.status != 404 && EXPECTED.stream().noneMatch(e.why::contains)) {
                complaints.add(call + " " + body + ": " + e.why);
            }
            throw e;
        }
    }

    private JsonNode perform(String call, String query, JsonNode body) throws Refused {
        if (call.equals("GET ")) {
            return Json.of(
                    "items",
                    indexes.keySet().stream().map(name -> Json.of("name", name)).toList());
        }
        if (call.equals("POST */objects")) {
            return objects(body);
        }
        if (call.equals("POST /1/events")) {
            return inbox.take(body);
        }
        if (call.contains(" /2/abtests")) {
            var answer = experiment(call.replace(" /2/abtests", ""), body);
            return taskless ? ((ObjectNode) answer).without("taskID") : answer;
        }
        var parts = call.split("[ /]", 3);
        var name = parts[1];
        var what = parts[0] + (parts.length > 2 ? " " + parts[2] : "");
        return switch (what) {
            case "POST query" -> {
                queries.add(body);
                yield there(name).query(body);
            }
            case "POST browse" -> there(name).browse(body);
            case "POST batch" -> {
                made(name).batch(body.path("requests"));
                yield queued();
            }
            case "GET settings" -> there(name).settings;
            case "PUT settings" -> {
                set(name, (ObjectNode) body, "forwardToReplicas=true".equals(query));
                yield queued();
            }
            case "POST rules/batch" -> {
                only("clearExistingRules=true&forwardToReplicas=true", query);
                for (var rule : body) {
                    if (rule.path("conditions").size() > 25
                            || rule.path("consequence").path("promote").size() > 300
                            || rule.path("consequence").path("hide").size() > 50) {
                        throw new Refused(400, "too much in a rule");
                    }
                }
                made(name).rules = body;
                yield queued();
            }
            case "POST synonyms/batch" -> {
                only("replaceExistingSynonyms=true&forwardToReplicas=true", query);
                made(name).synonyms = body;
                yield queued();
            }
            case "POST rules/search" -> listed(there(name).rules);
            case "POST synonyms/search" -> listed(there(name).synonyms);
            case "POST operation" -> {
                operate(name, body);
                yield queued();
            }
            case "DELETE" -> {
                indexes.remove(name);
                yield queued();
            }
            default -> {
                if (!what.startsWith("GET task/")) {
                    throw new Refused(404, "no such call: " + call);
                }
                yield Json.of("status", stuck ? "notPublished" : "published", "pendingTask", stuck);
            }
        };
    }

    /** To move what is not there does nothing; a copy of some parts leaves the records of its destination, and no replicas come along. */
    private void operate(String name, JsonNode body) throws Refused {
        var destination = body.path("destination").asText();
        if (body.path("operation").asText().equals("move")) {
            var moved = indexes.remove(name);
            if (moved != null) {
                indexes.put(destination, moved);
            }
        } else if (body.path("operation").asText().equals("copy")
                && body.path("scope").toString().equals("[\"settings\",\"rules\",\"synonyms\"]")) {
            var from = there(name);
            var to = made(destination);
            var replicas = to.settings.path("replicas");
            to.settings = from.settings.deepCopy();
            to.settings.remove("replicas");
            if (!replicas.isMissingNode()) {
                to.settings.set("replicas", replicas);
            }
            to.rules = from.rules.deepCopy();
            to.synonyms = from.synonyms.deepCopy();
        } else {
            throw new Refused(400, "an operation that tests do not know");
        }
    }

    private JsonNode experiment(String call, JsonNode body) throws Refused {
        var parts = call.split("/");
        var id = parts.length > 1 ? Long.parseLong(parts[1]) : 0;
        return switch (parts[0] + (parts.length > 2 ? " " + parts[2] : "")) {
            case "GET" -> id == 0 ? lab.all() : lab.find(id);
            case "POST" -> lab.create(body, indexes.keySet(), ++task);
            case "POST stop" -> lab.stop(id, ++task);
            default -> throw new Refused(404, "no such call: " + call);
        };
    }

    /** With what Algolia writes there itself. */
    private static ObjectNode listed(JsonNode all) {
        var hits = JSON.createArrayNode();
        for (var one : all) {
            hits.add(((ObjectNode) one.deepCopy()).set("_metadata", Json.of("lastUpdate", 1_790_000_000)));
        }
        return Json.of("hits", hits, "nbHits", hits.size());
    }

    /** What is told to replicas too is told to them in everything: also what they are sorted by. */
    private void set(String name, ObjectNode settings, boolean replicas) throws Refused {
        var index = made(name);
        index.settings.setAll(settings);
        if (replicas) {
            for (var replica : index.settings.path("replicas")) {
                made(replica.asText()).settings.setAll(settings);
            }
        }
    }

    private static void only(String wanted, String query) throws Refused {
        if (!wanted.equals(query)) {
            throw new Refused(400, "not for all replicas, or beside what is there: " + query);
        }
    }

    private ObjectNode queued() {
        return Json.of("taskID", ++task, "updatedAt", "2026-11-28T00:00:00.000Z");
    }

    private AlgoliaShelf there(String name) throws Refused {
        var index = indexes.get(name);
        if (index == null) {
            throw new Refused(404, "Index " + name + " does not exist");
        }
        return index;
    }

    private AlgoliaShelf made(String name) {
        return indexes.computeIfAbsent(name, unknown -> new AlgoliaShelf());
    }

    private JsonNode objects(JsonNode body) {
        var results = JSON.createArrayNode();
        for (var request : body.path("requests")) {
            var index = indexes.get(request.path("indexName").asText());
            results.add(
                    index == null ? null : index.record(request.path("objectID").asText()));
        }
        return Json.of("results", results);
    }
}
