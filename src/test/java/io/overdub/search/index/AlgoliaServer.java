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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Algolia, on four hosts, as strict as the documents are: who is let in, which calls there are and what is in them, how large a record may
 * be, what may be filtered by. It ranks simply. It misbehaves when it is told to.
 */
final class AlgoliaServer implements AutoCloseable {

    static final String APP = "TESTAPP";
    static final String KEY = "a key that only tests know";
    private static final int LARGEST_RECORD = 10_000;
    private static final int MOST_HITS = 1_000;

    /** How a host answers from now on. */
    enum Mood {
        WELL,
        SILENT,
        BROKEN,
        BUSY
    }

    private static final class Refused extends Exception {

        private final int status;
        private final String why;

        Refused(int status, String why) {
            super(why);
            this.status = status;
            this.why = why;
        }
    }

    private static final class Index {

        final Map<String, ObjectNode> records = new TreeMap<>();
        ObjectNode settings = JSON.createObjectNode();
        JsonNode rules = JSON.createArrayNode();
        JsonNode synonyms = JSON.createArrayNode();
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> QUERY = Set.of(
            "query",
            "queryType",
            "removeWordsIfNoResults",
            "filters",
            "enableRules",
            "attributesToRetrieve",
            "attributesToHighlight",
            "restrictSearchableAttributes",
            "offset",
            "length");
    private static final Pattern TERM = Pattern.compile("(kind|labels|everybody):(\"(?:[^\"\\\\]|\\\\.)*\"|\\S+)");
    private static final Pattern BELOW = Pattern.compile("goneAt < (\\d+)");

    private final List<HttpServer> hosts = new ArrayList<>();
    private final Map<Integer, Mood> moods = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, Index> indexes = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private long task;
    private boolean stuck;

    AlgoliaServer() throws IOException {
        for (var i = 0; i < 4; i++) {
            var number = i;
            var host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            host.setExecutor(threads);
            host.createContext("/", exchange -> handle(number, exchange));
            host.start();
            hosts.add(host);
        }
    }

    List<URI> addresses() {
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

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    synchronized List<Integer> batches() {
        return List.copyOf(batches);
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

    synchronized int records(String index) {
        return requireNonNull(indexes.get(index)).records.size();
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
                case BROKEN -> send(exchange, 503, "<html>oops</html>");
                case BUSY -> send(exchange, 429, "{\"message\":\"Too many jobs\",\"status\":429}");
                case WELL -> {
                    try {
                        send(exchange, 200, perform(exchange, body).toString());
                    } catch (Refused e) {
                        send(
                                exchange,
                                e.status,
                                Json.of("message", e.why, "status", e.status).toString());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        var body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        var call = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().replaceFirst("^/1/indexes/?", "");
        try {
            return perform(call, exchange.getRequestURI().getQuery(), body);
        } catch (Refused e) {
            if (e.status != 404 && !e.why.contains("too big")) {
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
        var parts = call.split("[ /]");
        var name = parts[1];
        var what = parts[0] + (parts.length > 2 ? " " + parts[2] : "");
        return switch (what) {
            case "POST query" -> query(there(name), body);
            case "POST browse" -> browse(there(name), body);
            case "POST batch" -> batch(name, body);
            case "GET settings" -> there(name).settings;
            case "PUT settings" -> {
                var settings = indexes.computeIfAbsent(name, unknown -> new Index()).settings;
                settings.setAll((ObjectNode) body);
                yield queued();
            }
            case "POST rules" -> {
                only("clearExistingRules=true&forwardToReplicas=true", query);
                for (var rule : body) {
                    if (rule.path("conditions").size() > 25
                            || rule.path("consequence").path("hide").size() > 50) {
                        throw new Refused(400, "too much in a rule");
                    }
                }
                indexes.computeIfAbsent(name, unknown -> new Index()).rules = body;
                yield queued();
            }
            case "POST synonyms" -> {
                only("replaceExistingSynonyms=true&forwardToReplicas=true", query);
                indexes.computeIfAbsent(name, unknown -> new Index()).synonyms = body;
                yield queued();
            }
            case "POST operation" -> {
                if (!body.path("operation").asText().equals("move")) {
                    throw new Refused(400, "an operation that tests do not know");
                }
                var moved = indexes.remove(name);
                if (moved != null) {
                    indexes.put(body.path("destination").asText(), moved);
                }
                yield queued();
            }
            case "GET task" -> Json.of("status", stuck ? "notPublished" : "published", "pendingTask", stuck);
            case "DELETE" -> {
                indexes.remove(name);
                yield queued();
            }
            default -> throw new Refused(404, "no such call: " + call);
        };
    }

    private static void only(String wanted, String query) throws Refused {
        if (!wanted.equals(query)) {
            throw new Refused(400, "not for all replicas, or beside what is there: " + query);
        }
    }

    private ObjectNode queued() {
        return Json.of("taskID", ++task, "updatedAt", "2026-11-28T00:00:00.000Z");
    }

    private Index there(String name) throws Refused {
        var index = indexes.get(name);
        if (index == null) {
            throw new Refused(404, "Index " + name + " does not exist");
        }
        return index;
    }

    private JsonNode batch(String name, JsonNode body) throws Refused {
        var requests = body.path("requests");
        for (var i = 0; i < requests.size(); i++) {
            var record = requests.path(i).path("body");
            var size = record.toString().length();
            if (size > LARGEST_RECORD) {
                throw new Refused(
                        400,
                        "Record at the position " + i + " objectID="
                                + record.path("objectID").asText() + " is too big size=" + size + "/" + LARGEST_RECORD
                                + " bytes");
            }
        }
        batches.add(requests.size());
        var index = indexes.computeIfAbsent(name, unknown -> new Index());
        for (var request : requests) {
            var record = (ObjectNode) request.path("body");
            var id = record.path("objectID").asText();
            switch (request.path("action").asText()) {
                case "partialUpdateObject" -> {
                    var version = record.path("version");
                    if (!version.path("_operation").asText().equals("IncrementSet")) {
                        throw new Refused(400, "a record without a version");
                    }
                    var known = index.records.get(id);
                    if (known == null
                            || known.path("version").asLong()
                                    < version.path("value").asLong()) {
                        var written = known == null ? JSON.createObjectNode() : known;
                        written.setAll(record);
                        written.put("version", version.path("value").asLong());
                        index.records.put(id, written);
                    }
                }
                case "deleteObject" -> index.records.remove(id);
                default -> throw new Refused(400, "an action that tests do not know");
            }
        }
        return queued();
    }

    private JsonNode objects(JsonNode body) {
        var results = JSON.createArrayNode();
        for (var request : body.path("requests")) {
            var index = indexes.get(request.path("indexName").asText());
            results.add(
                    index == null
                            ? null
                            : index.records.get(request.path("objectID").asText()));
        }
        return Json.of("results", results);
    }

    private JsonNode browse(Index index, JsonNode body) throws Refused {
        var cursor = body.path("cursor").asText("").split("\n", 2);
        var filters = cursor.length == 2 ? cursor[1] : body.path("filters").asText();
        var from = cursor.length == 2 ? cursor[0] : "";
        var most = body.path("hitsPerPage").asInt(MOST_HITS);
        var hits = new ArrayList<ObjectNode>();
        for (var record : index.records.values()) {
            if (record.path("objectID").asText().compareTo(from) > 0 && passes(index, record, filters)) {
                hits.add(record);
            }
        }
        var page = hits.subList(0, Math.min(most, hits.size()));
        var answer = Json.of("hits", page);
        if (page.size() < hits.size()) {
            answer.put("cursor", page.get(page.size() - 1).path("objectID").asText() + "\n" + filters);
        }
        return answer;
    }

    private record Ranked(ObjectNode record, int missing, int typos, int attribute) {}

    private JsonNode query(Index index, JsonNode body) throws Refused {
        for (var name : (Iterable<String>) body::fieldNames) {
            if (!QUERY.contains(name)) {
                throw new Refused(400, "Unknown parameter: " + name);
            }
        }
        var offset = body.path("offset").asInt();
        var length = body.path("length").asInt();
        if (length > MOST_HITS) {
            throw new Refused(400, "length is at most 1000");
        }
        var ranked = new ArrayList<Ranked>();
        for (var record : index.records.values()) {
            if (passes(index, record, body.path("filters").asText())) {
                var one = rank(index, record, body);
                if (one != null) {
                    ranked.add(one);
                }
            }
        }
        var least = ranked.stream().mapToInt(Ranked::missing).min().orElse(0);
        var words = Words.asked(body.path("query").asText()).size();
        ranked.removeIf(one -> least == 0 ? one.missing() > 0 : one.missing() == words);
        ranked.sort(Comparator.comparingInt(Ranked::missing)
                .thenComparingInt(Ranked::typos)
                .thenComparingInt(Ranked::attribute)
                .thenComparing(one -> -one.record().path("popularity").asInt()));
        var window = ranked.subList(0, Math.min(ranked.size(), MOST_HITS));
        return Json.of(
                "hits",
                window.stream().skip(offset).limit(length).map(Ranked::record).toList(),
                "nbHits",
                ranked.size());
    }

    private static Ranked rank(Index index, ObjectNode record, JsonNode body) {
        var text = body.path("query").asText();
        var words = Words.asked(text);
        var fields = new ArrayList<String>();
        index.settings
                .path("searchableAttributes")
                .forEach(field -> fields.addAll(List.of(
                        field.asText().replaceAll("unordered\\(|\\)", "").split(","))));
        var missing = 0;
        var typos = 0;
        var best = fields.size();
        for (var i = 0; i < words.size(); i++) {
            var open = i == words.size() - 1
                    && body.path("queryType").asText().equals("prefixLast")
                    && words.get(i).end() == text.length();
            var least = Integer.MAX_VALUE;
            for (var at = 0; at < fields.size(); at++) {
                if (body.has("restrictSearchableAttributes")
                        && !body.path("restrictSearchableAttributes").toString().contains(fields.get(at))) {
                    continue;
                }
                for (var word : wordsOf(record.path(fields.get(at)))) {
                    var distance = distance(words.get(i), word, open);
                    if (distance < least) {
                        least = distance;
                        best = Math.min(best, at);
                    }
                }
            }
            missing += least == Integer.MAX_VALUE ? 1 : 0;
            typos += least == Integer.MAX_VALUE ? 0 : least;
        }
        return new Ranked(record, missing, typos, best);
    }

    private static int distance(Words.Word typed, Words.Word word, boolean open) {
        var begins = open
                || typed.folded().codePointCount(0, typed.folded().length()) == 1
                        && typed.script() == Words.Script.PAIRED;
        if (begins ? word.folded().startsWith(typed.folded()) : word.folded().equals(typed.folded())) {
            return 0;
        }
        if (typed.script() != Words.Script.SPACED) {
            return Integer.MAX_VALUE;
        }
        var distance = Typos.distance(typed.folded(), word.folded(), open);
        return distance <= Typos.allowed(typed.folded()) ? distance : Integer.MAX_VALUE;
    }

    private static List<Words.Word> wordsOf(JsonNode value) {
        if (value.isArray()) {
            var words = new ArrayList<Words.Word>();
            value.forEach(one -> words.addAll(Words.in(one.asText())));
            return words;
        }
        return Words.in(value.asText());
    }

    /** Kinds are alternatives, all else must be. */
    private static boolean passes(Index index, ObjectNode record, String filters) throws Refused {
        var terms = TERM.matcher(filters);
        var kinds = new ArrayList<String>();
        var passes = true;
        while (terms.find()) {
            var attribute = terms.group(1);
            if (!index.settings.path("attributesForFaceting").toString().contains("(" + attribute + ")")) {
                throw new Refused(400, "a filter on " + attribute + ", which is not in attributesForFaceting");
            }
            var value = terms.group(2).replaceAll("^\"|\"$|\\)$", "");
            if (attribute.equals("kind")) {
                kinds.add(value);
            } else if (attribute.equals("labels")) {
                passes &= record.path("labels").toString().contains("\"" + value + "\"");
            } else {
                passes &= record.path(attribute).asText().equals(value);
            }
        }
        var below = BELOW.matcher(filters);
        if (below.find()) {
            passes &= record.path("goneAt").asLong() < Long.parseLong(below.group(1));
        }
        return passes && (kinds.isEmpty() || kinds.contains(record.path("kind").asText()));
    }
}
