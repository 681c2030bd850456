package io.overdub.feeds.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stream's activity feeds, v2 and v3, as strict as the real ones: what they would refuse or misunderstand is refused and kept as a
 * complaint. Copies go along follows once, a follow takes copies along, an unfollow takes them away. It misbehaves when it is told to.
 */
public final class StreamServer implements AutoCloseable {

    public static final String KEY = "key4tests";
    static final String METHOD = "oldest_first";

    /** Of v2: the most popular first, and of those equally popular the newest. */
    static final String POPULAR = "most_popular";

    /** Never comes to its end: each page is the first one, and says that there is another. */
    static final String ENDLESS = "endless";

    private static final String NO_METHOD = "no such ranking";
    private static final int CUSTOM_FIELD = 5;
    public static final String SECRET = "a secret that only tests know";

    /** What befalls the next calls, one each. */
    enum Fault {
        /** 500, and nothing was done. */
        FAILS,
        /** Done, and no answer. */
        DOES_IT_AND_FALLS_SILENT,
        /** 200, with an error in the body; nothing was done. */
        FAILS_WITH_200,
        /** 429, for 30 seconds by its headers. */
        TOO_MANY_CALLS,
        /** Done; by its headers this was the last call for 30 seconds. */
        LAST_CALL,
        /** 403, as for a wrong secret. */
        TURNS_AWAY,
        /** A page in HTML from something in between. */
        BAD_GATEWAY,
        /** The same with status 200, as from the door of a hotel's network; nothing was done. */
        SHOWS_A_PAGE_WITH_200,
        /** 200, and JSON that ends in the middle; nothing was done. */
        BREAKS_OFF,
        /** 200, and JSON that is something else; nothing was done. */
        SAYS_SOMETHING_ELSE
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern V2_FEED = Pattern.compile("/api/v1\\.0/feed/([a-z]+)/([0-9a-z-]+)/");
    private static final Pattern V2_ACTIVITY =
            Pattern.compile("/api/v1\\.0/feed/([a-z]+)/([0-9a-z-]+)/(dub:[0-9a-f-]+)/");
    private static final Pattern V2_FOLLOWS = Pattern.compile("/api/v1\\.0/feed/([a-z]+)/([0-9a-z-]+)/follows/");
    private static final Pattern V2_FOLLOW =
            Pattern.compile("/api/v1\\.0/feed/([a-z]+)/([0-9a-z-]+)/follows/([a-z]+:[0-9a-z-]+)/");
    private static final Pattern V3_FEED = Pattern.compile("/api/v2/feeds/feed_groups/([a-z]+)/feeds/([0-9a-z-]+)");
    private static final Pattern V3_ACTIVITY = Pattern.compile("/api/v2/feeds/activities/([0-9a-z-]+)");
    private static final Pattern V3_FOLLOW =
            Pattern.compile("/api/v2/feeds/follows/([a-z]+:[0-9a-z-]+)/([a-z]+:[0-9a-z-]+)");
    private static final Pattern V2_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");

    /** @param key what makes it the same when it comes again */
    private record Activity(String key, String id, String time) {}

    private record Answer(int status, JsonNode body) {}

    private static final class Refused extends Exception {

        private final int status;
        private final int code;

        Refused(int status, int code, String why) {
            super(why);
            this.status = status;
            this.code = code;
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<String, TreeMap<String, Activity>> feeds = new HashMap<>();
    private final Map<String, Set<String>> follows = new LinkedHashMap<>();
    private final Map<String, Long> popularity = new HashMap<>();
    private final long now;
    private int clock;
    private boolean takesPopularity = true;

    /** @param now Unix time in seconds */
    public StreamServer(long now) throws IOException {
        this.now = now;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    synchronized void next(Fault... befalls) {
        faults.clear();
        faults.addAll(List.of(befalls));
    }

    /** As where its feeds may have no such attribute. */
    synchronized void takesNoPopularity() {
        takesPopularity = false;
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** How many requests came, whatever became of them. */
    synchronized int calls() {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int activitiesOf(String feed) {
        return feed(feed).size();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var fault = begin(exchange);
            switch (fault == null ? "" : fault.name()) {
                case "FAILS" -> send(exchange, 500, "{\"detail\":\"oops\",\"code\":-1,\"status_code\":500}");
                case "FAILS_WITH_200" ->
                    send(
                            exchange,
                            200,
                            "{\"detail\":\"oops\",\"code\":17,\"exception\":\"NotDone\",\"duration\":\"1ms\"}");
                case "TURNS_AWAY" -> send(exchange, 403, "{\"detail\":\"no\",\"code\":17,\"StatusCode\":403}");
                case "BAD_GATEWAY" -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    send(exchange, 502, "<html>bad gateway</html>");
                }
                case "SHOWS_A_PAGE_WITH_200" -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    send(exchange, 200, "<html>welcome</html>");
                }
                case "BREAKS_OFF" -> send(exchange, 200, "{\"results\":[{\"id\":\"1\",\"foreign");
                case "SAYS_SOMETHING_ELSE" ->
                    send(exchange, 200, "{\"results\":\"none\",\"activities\":\"none\",\"duration\":\"1ms\"}");
                case "TOO_MANY_CALLS" -> {
                    limits(exchange);
                    send(exchange, 429, "{\"detail\":\"slow down\",\"code\":9,\"StatusCode\":429}");
                }
                case "DOES_IT_AND_FALLS_SILENT" -> {
                    perform(exchange, body);
                    over.await();
                }
                case "LAST_CALL" -> {
                    var answer = perform(exchange, body);
                    limits(exchange);
                    send(exchange, answer.status(), answer.body().toString());
                }
                default -> {
                    var answer = perform(exchange, body);
                    send(exchange, answer.status(), answer.body().toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Fault begin(HttpExchange exchange) {
        calls.merge(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(), 1, Integer::sum);
        return faults.poll();
    }

    private void limits(HttpExchange exchange) {
        exchange.getResponseHeaders().set("X-Ratelimit-Limit", "1000");
        exchange.getResponseHeaders().set("X-Ratelimit-Remaining", "0");
        exchange.getResponseHeaders().set("X-Ratelimit-Reset", Long.toString(now + 30));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized Answer perform(HttpExchange exchange, byte[] body) throws IOException {
        var path = exchange.getRequestURI().getPath();
        try {
            var json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            if (body.length > 0
                    && !"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                throw new Refused(400, 4, "a body that does not say that it is JSON");
            }
            var query = query(exchange.getRequestURI());
            if (!KEY.equals(query.remove("api_key"))) {
                throw new Refused(401, 2, "no api_key");
            }
            var claims = claims(exchange);
            var answer = path.startsWith("/api/v1.0/")
                    ? v2(exchange.getRequestMethod(), path, query, claims, json)
                    : v3(exchange.getRequestMethod(), path, query, claims, json);
            return new Answer(200, answer.put("duration", "1.23ms"));
        } catch (Refused e) {
            if (e.status != 404 && e.code != CUSTOM_FIELD && !NO_METHOD.equals(e.getMessage())) {
                complaints.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + new String(body, UTF_8) + ": " + e.getMessage());
            }
            var error = JSON.createObjectNode().put("detail", e.getMessage()).put("code", e.code);
            return new Answer(e.status, error.put("duration", "0.1ms"));
        }
    }

    // ---- v2

    private ObjectNode v2(String method, String path, Map<String, String> query, JsonNode claims, JsonNode body)
            throws Refused {
        var feed = V2_FEED.matcher(path);
        var activity = V2_ACTIVITY.matcher(path);
        var newFollow = V2_FOLLOWS.matcher(path);
        var follow = V2_FOLLOW.matcher(path);
        if (method.equals("GET") && feed.matches()) {
            permit(claims, "feed", "read", feed.group(1) + feed.group(2));
            return read(feed.group(1) + ":" + feed.group(2), query);
        }
        if (method.equals("POST") && feed.matches()) {
            permit(claims, "feed", "write", feed.group(1) + feed.group(2));
            only(query, Set.of());
            var name = feed.group(1) + ":" + feed.group(2);
            if (!body.has("activities")) {
                return addV2(name, body);
            }
            fields(body, Set.of("activities"));
            var answer = JSON.createObjectNode();
            var added = answer.putArray("activities");
            for (var one : body.get("activities")) {
                added.add(addV2(name, one));
            }
            return answer;
        }
        if (method.equals("DELETE") && activity.matches()) {
            permit(claims, "feed", "delete", activity.group(1) + activity.group(2));
            only(query, Set.of("foreign_id"));
            if (!"1".equals(query.get("foreign_id"))) {
                throw new Refused(400, 4, "a foreign id that does not say so");
            }
            var prefix = activity.group(3) + "@";
            if (!remove(kept -> kept.key().startsWith(prefix))) {
                throw new Refused(404, 16, "no such activity");
            }
            return JSON.createObjectNode().put("removed", activity.group(3));
        }
        if (method.equals("POST") && newFollow.matches()) {
            permit(claims, "follower", "write", newFollow.group(1) + newFollow.group(2));
            only(query, Set.of());
            fields(body, Set.of("target", "activity_copy_limit"));
            follow(
                    newFollow.group(1) + ":" + newFollow.group(2),
                    body.get("target").asText(),
                    copyLimit(body.get("activity_copy_limit").asText()));
            return JSON.createObjectNode();
        }
        if (method.equals("POST") && path.equals("/api/v1.0/follow_many/")) {
            permit(claims, "follower", "write", "*");
            only(query, Set.of("activity_copy_limit"));
            var limit = copyLimit(query.getOrDefault("activity_copy_limit", "none"));
            for (var edge : body) {
                fields(edge, Set.of("source", "target"));
                follow(edge.get("source").asText(), edge.get("target").asText(), limit);
            }
            return JSON.createObjectNode();
        }
        if (method.equals("POST") && path.equals("/api/v1.0/activity/")) {
            permit(claims, "activities", "write", "*");
            only(query, Set.of());
            fields(body, Set.of("changes"));
            return change(body.get("changes"));
        }
        if (method.equals("DELETE") && follow.matches()) {
            permit(claims, "follower", "delete", follow.group(1) + follow.group(2));
            only(query, Set.of());
            unfollow(follow.group(1) + ":" + follow.group(2), follow.group(3));
            return JSON.createObjectNode();
        }
        throw new Refused(404, 16, "no such call");
    }

    /** All of them or none. */
    private ObjectNode change(JsonNode changes) throws Refused {
        if (changes.size() > 100) {
            throw new Refused(400, 4, "more than 100 changes");
        }
        var numbers = new HashMap<String, Long>();
        for (var change : changes) {
            fields(change, Set.of("foreign_id", "time", "set"));
            fields(change.get("set"), Set.of("popularity"));
            if (!takesPopularity) {
                throw new Refused(400, CUSTOM_FIELD, "popularity");
            }
            var key =
                    change.get("foreign_id").asText() + "@" + change.get("time").asText();
            if (feeds.values().stream().noneMatch(feed -> feed.containsKey(key))) {
                throw new Refused(404, 13, "no such activity");
            }
            numbers.put(key, change.get("set").get("popularity").asLong());
        }
        popularity.putAll(numbers);
        return JSON.createObjectNode();
    }

    private ObjectNode addV2(String feed, JsonNode body) throws Refused {
        fields(body, Set.of("actor", "verb", "object", "foreign_id", "time"));
        var time = body.get("time").asText();
        if (!V2_TIME.matcher(time).matches()) {
            throw new Refused(400, 4, "a time that is not UTC in milliseconds without a zone");
        }
        var foreignId = body.get("foreign_id").asText();
        var added = add(feed, foreignId + "@" + time, foreignId + "@" + time, time);
        return JSON.createObjectNode().put("id", added.id()).put("foreign_id", foreignId);
    }

    private ObjectNode read(String feed, Map<String, String> query) throws Refused {
        only(query, Set.of("limit", "id_lt", "ranking", "offset"));
        var limit = limit(query.getOrDefault("limit", "25"));
        var all = query.containsKey("ranking") ? ranked(feed, query.get("ranking"), 12) : newestFirst(feed);
        if (query.containsKey("ranking")) {
            if (query.containsKey("id_lt")) {
                throw new Refused(400, 4, "id_lt has no meaning under a score");
            }
            var offset = isEndless(query.get("ranking")) ? "0" : query.getOrDefault("offset", "0");
            all.subList(0, Math.min(all.size(), Integer.parseInt(offset))).clear();
        } else if (query.containsKey("offset")) {
            throw new Refused(400, 4, "an offset where an id would be a place that stays");
        }
        var before = query.get("id_lt");
        if (before != null) {
            if (all.stream().noneMatch(kept -> kept.id().equals(before))) {
                throw new Refused(400, 4, "an id_lt that names no activity of this feed");
            }
            while (!all.remove(0).id().equals(before)) {
                continue;
            }
        }
        var answer = JSON.createObjectNode();
        var results = answer.putArray("results");
        all.stream()
                .limit(limit)
                .forEach(kept -> results.addObject()
                        .put("id", kept.id())
                        .put("foreign_id", kept.key().substring(0, kept.key().indexOf('@')))
                        .put("time", kept.time() + "000")
                        .put("verb", "publish"));
        if (isEndless(query.getOrDefault("ranking", ""))) {
            return answer.put("next", "/api/v1.0/feed/?offset=" + limit);
        }
        return answer.put(
                "next",
                all.size() > limit
                        ? "/api/v1.0/feed/?id_lt=" + all.get(limit - 1).id()
                        : "");
    }

    private static void permit(JsonNode claims, String resource, String action, String feed) throws Refused {
        var wanted = JSON.createObjectNode()
                .put("resource", resource)
                .put("action", action)
                .put("feed_id", feed);
        if (!claims.equals(wanted)) {
            throw new Refused(403, 17, "a token for " + claims + " where " + wanted + " is needed");
        }
    }

    // ---- v3

    private ObjectNode v3(String method, String path, Map<String, String> query, JsonNode claims, JsonNode body)
            throws Refused {
        if (!claims.path("server").asBoolean() || claims.path("iat").asLong(Long.MAX_VALUE) > now + 600) {
            throw new Refused(401, 5, "no token of a server: " + claims);
        }
        var feed = V3_FEED.matcher(path);
        var activity = V3_ACTIVITY.matcher(path);
        var follow = V3_FOLLOW.matcher(path);
        if (method.equals("POST") && path.equals("/api/v2/feeds/activities")) {
            only(query, Set.of());
            var answer = JSON.createObjectNode();
            answer.set("activity", addV3(body));
            return answer;
        }
        if (method.equals("POST") && path.equals("/api/v2/feeds/activities/batch")) {
            only(query, Set.of());
            fields(body, Set.of("activities"));
            if (body.get("activities").size() > 100) {
                throw new Refused(400, 4, "more than 100 activities");
            }
            var answer = JSON.createObjectNode();
            var added = answer.putArray("activities");
            for (var one : body.get("activities")) {
                added.add(addV3(one));
            }
            return answer;
        }
        if (method.equals("POST") && path.equals("/api/v2/feeds/follows/batch/upsert")) {
            only(query, Set.of());
            fields(body, Set.of("follows"));
            if (body.get("follows").size() > 1_000) {
                throw new Refused(400, 4, "more than 1,000 follows");
            }
            for (var one : body.get("follows")) {
                fields(one, Set.of("source", "target", "activity_copy_limit"));
                follow(
                        one.get("source").asText(),
                        one.get("target").asText(),
                        copyLimit(one.get("activity_copy_limit").asText()));
            }
            return JSON.createObjectNode();
        }
        if (method.equals("DELETE") && activity.matches()) {
            only(query, Set.of("hard_delete"));
            if (!remove(kept -> kept.key().equals(activity.group(1)))) {
                throw new Refused(404, 16, "no such activity");
            }
            return JSON.createObjectNode();
        }
        if (method.equals("POST") && feed.matches()) {
            only(query, Set.of());
            for (var name : (Iterable<String>) body::fieldNames) {
                if (!Set.of("limit", "next", "user_id", "view").contains(name)) {
                    throw new Refused(400, 4, "unknown field " + name);
                }
            }
            return read(
                    feed.group(1) + ":" + feed.group(2),
                    limit(body.path("limit").asText("20")),
                    body.get("next"),
                    body.path("view").asText(""));
        }
        if (method.equals("POST") && path.equals("/api/v2/feeds/follows/upsert")) {
            only(query, Set.of());
            fields(body, Set.of("source", "target", "activity_copy_limit"));
            follow(
                    body.get("source").asText(),
                    body.get("target").asText(),
                    copyLimit(body.get("activity_copy_limit").asText()));
            var answer = JSON.createObjectNode();
            answer.putObject("follow").put("status", "accepted");
            return answer;
        }
        if (method.equals("DELETE") && follow.matches()) {
            only(query, Set.of());
            if (!unfollow(follow.group(1), follow.group(2))) {
                throw new Refused(404, 16, "no such follow");
            }
            return JSON.createObjectNode();
        }
        throw new Refused(404, 16, "no such call");
    }

    private ObjectNode addV3(JsonNode body) throws Refused {
        fields(body, Set.of("type", "feeds", "id", "user_id"));
        var targets = body.get("feeds");
        if (!targets.isArray() || targets.isEmpty() || targets.size() > 25) {
            throw new Refused(400, 4, "feeds are one to 25");
        }
        var id = body.get("id").asText();
        for (var target : targets) {
            add(target.asText(), id, id, "%012d".formatted(clock++));
        }
        return JSON.createObjectNode().put("id", id).put("created_at", 1_750_000_000_000_000_000L);
    }

    /** Pages go on after the activity that the token names, whatever came meanwhile. */
    private ObjectNode read(String feed, int limit, JsonNode next, String view) throws Refused {
        var all = view.isEmpty() ? newestFirst(feed) : ranked(feed, view, 16);
        if (next != null && !view.isEmpty() && !isEndless(view)) {
            var last = new String(Base64.getDecoder().decode(next.asText()), UTF_8);
            all.removeIf(kept -> kept.time().compareTo(last) <= 0);
        } else if (next != null && view.isEmpty()) {
            var last = new String(Base64.getDecoder().decode(next.asText()), UTF_8);
            all.removeIf(kept -> kept.time().compareTo(last) >= 0);
        }
        var answer = JSON.createObjectNode();
        var activities = answer.putArray("activities");
        all.stream()
                .limit(limit)
                .forEach(kept -> activities.addObject().put("id", kept.id()).put("type", "dub"));
        if (isEndless(view)) {
            answer.put("next", "bmV4dA==");
        } else if (all.size() > limit) {
            var token =
                    Base64.getEncoder().encodeToString(all.get(limit - 1).time().getBytes(UTF_8));
            answer.put("next", token);
        }
        return answer;
    }

    // ---- both

    private Activity add(String feed, String key, String id, String time) throws Refused {
        named(feed);
        var known = feed(feed).get(key);
        var activity = known == null ? new Activity(key, id, time) : known;
        feed(feed).put(key, activity);
        follows.forEach((source, targets) -> {
            if (targets.contains(feed)) {
                feed(source).put(key, activity);
            }
        });
        return activity;
    }

    private boolean remove(java.util.function.Predicate<Activity> which) {
        var found = false;
        for (var feed : feeds.values()) {
            found |= feed.values().removeIf(which);
        }
        return found;
    }

    private void follow(String source, String target, int copyLimit) throws Refused {
        named(source);
        named(target);
        if (follows.computeIfAbsent(source, name -> new TreeSet<>()).add(target)) {
            newestFirst(target).stream()
                    .limit(copyLimit)
                    .forEach(activity -> feed(source).put(activity.key(), activity));
        }
    }

    private boolean unfollow(String source, String target) {
        var followed = follows.getOrDefault(source, Set.of());
        var did = followed.contains(target) && followed.remove(target);
        feed(target).keySet().forEach(feed(source)::remove);
        return did;
    }

    private TreeMap<String, Activity> feed(String name) {
        return feeds.computeIfAbsent(name, feed -> new TreeMap<>());
    }

    private List<Activity> newestFirst(String feed) {
        var all = new ArrayList<>(feed(feed).values());
        all.sort(
                Comparator.comparing(Activity::time).thenComparing(Activity::id).reversed());
        return all;
    }

    /** By the one formula that this application has at Stream: the oldest first. */
    private List<Activity> ranked(String feed, String method, int codeWithoutIt) throws Refused {
        if (method.equals(POPULAR)) {
            var all = newestFirst(feed);
            all.sort(Comparator.comparing(activity -> -popularity.getOrDefault(activity.key(), 0L)));
            return all;
        }
        if (!Set.of(METHOD, ENDLESS).contains(method)) {
            throw new Refused(400, codeWithoutIt, NO_METHOD);
        }
        var all = newestFirst(feed);
        Collections.reverse(all);
        return all;
    }

    private static boolean isEndless(String method) {
        return method.equals(ENDLESS);
    }

    private static void named(String feed) throws Refused {
        if (!feed.matches("[a-z]+:[^:,]{1,255}")) {
            throw new Refused(400, 4, "no name of a feed: " + feed);
        }
    }

    private static int copyLimit(String text) throws Refused {
        if (!text.matches("\\d{1,3}|1000")) {
            throw new Refused(400, 4, "a copy limit of " + text);
        }
        return Integer.parseInt(text);
    }

    private static int limit(String text) throws Refused {
        var limit = Integer.parseInt(text);
        if (limit < 1 || limit > 100) {
            throw new Refused(400, 4, "a limit of " + limit);
        }
        return limit;
    }

    private static void fields(JsonNode body, Set<String> wanted) throws Refused {
        var names = new TreeSet<String>();
        body.fieldNames().forEachRemaining(names::add);
        if (!names.equals(new TreeSet<>(wanted))) {
            throw new Refused(400, 5, "fields " + names + " where " + wanted + " are wanted");
        }
    }

    private static void only(Map<String, String> query, Set<String> known) throws Refused {
        if (!known.containsAll(query.keySet())) {
            throw new Refused(400, 4, "unknown parameters among " + query.keySet());
        }
    }

    private static Map<String, String> query(URI uri) {
        var parameters = new HashMap<String, String>();
        for (var pair : String.valueOf(uri.getRawQuery()).split("&")) {
            var at = pair.indexOf('=');
            if (at > 0) {
                parameters.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), UTF_8));
            }
        }
        return parameters;
    }

    private static JsonNode claims(HttpExchange exchange) throws Refused, IOException {
        var headers = exchange.getRequestHeaders();
        var parts = String.valueOf(headers.getFirst("Authorization")).split("\\.");
        if (!"jwt".equals(headers.getFirst("Stream-Auth-Type")) || parts.length != 3) {
            throw new Refused(401, 3, "no bare token, or no Stream-Auth-Type");
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            var signature = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((parts[0] + "." + parts[1]).getBytes(UTF_8)));
            var header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            if (!signature.equals(parts[2])
                    || !"HS256".equals(header.path("alg").asText())) {
                throw new Refused(403, 3, "a token that we did not sign");
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    }
}
