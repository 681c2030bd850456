package io.overdub.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The mobile half of Amazon SNS: the Query protocol, signed, with answers in XML. As strict as the real one; what it would refuse or
 * misunderstand is refused and kept as a complaint. It misbehaves when it is told to.
 */
public final class SnsServer implements AutoCloseable {

    public static final String ACCOUNT = "arn:aws:sns:eu-central-1:123456789012:";
    public static final String IOS = ACCOUNT + "app/APNS/overdub";
    public static final String SANDBOX = ACCOUNT + "app/APNS_SANDBOX/overdub";
    public static final String ANDROID = ACCOUNT + "app/GCM/overdub";

    /** What befalls the next calls, one each. */
    public enum Fault {
        THROTTLES,
        /** 500, and nothing was done. */
        FAILS,
        /** 200, with an error in the body; nothing was done. */
        FAILS_WITH_200,
        /** Done, and no answer. */
        DOES_IT_AND_FALLS_SILENT,
        /** Done, and the connection ends. */
        DOES_IT_AND_HANGS_UP,
        /** Apple or Google have revoked the credentials. */
        APPLICATION_DISABLED,
        TURNS_AWAY
    }

    /** @param payload what the phone's service would get */
    public record Published(String endpoint, JsonNode payload, Map<String, String> attributes) {}

    private static final class Endpoint {

        private final String application;
        private String token;
        private boolean enabled = true;
        private String userData;

        Endpoint(String application, String token, String userData) {
            this.application = application;
            this.token = token;
            this.userData = userData;
        }
    }

    private static final class Refused extends Exception {

        private final int status;
        private final String code;

        Refused(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> APPLICATIONS = Set.of(IOS, SANDBOX, ANDROID);
    private static final int MOST_BYTES = 4_096;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<String, Fault> usually = new HashMap<>();
    private final List<Published> published = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Integer> calls = new HashMap<>();

    public SnsServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized void next(Fault... befalls) {
        faults.clear();
        faults.addAll(List.of(befalls));
    }

    /** This befalls whatever is sent there. */
    public synchronized void always(String endpoint, Fault befalls) {
        usually.put(endpoint, befalls);
    }

    public synchronized List<Published> published() {
        return List.copyOf(published);
    }

    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    public synchronized int calls(String action) {
        return calls.getOrDefault(action, 0);
    }

    /** As SNS does by itself when it learns that the token is dead. */
    public synchronized void disable(String endpoint) {
        requireNonNull(endpoints.get(endpoint)).enabled = false;
    }

    public synchronized boolean isEnabled(String endpoint) {
        return requireNonNull(endpoints.get(endpoint)).enabled;
    }

    /** An endpoint that somebody else made, with attributes of their own. */
    public synchronized String foreignEndpoint(String application, String token) {
        return add(application, token, "made elsewhere");
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
            var form = form(body);
            var action = form.getOrDefault("Action", "");
            Fault fault;
            synchronized (this) {
                calls.merge(action, 1, Integer::sum);
                var usual = usually.get(form.get("TargetArn"));
                fault = usual == null ? faults.poll() : usual;
            }
            try {
                check(exchange, form);
                refuse(fault);
                var result = act(action, form);
                if (fault == Fault.DOES_IT_AND_FALLS_SILENT) {
                    over.await();
                }
                if (fault == Fault.DOES_IT_AND_HANGS_UP || fault == Fault.DOES_IT_AND_FALLS_SILENT) {
                    return;
                }
                answer(exchange, 200, success(action, result));
            } catch (Refused no) {
                answer(exchange, no.status, error(no.code, String.valueOf(no.getMessage())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void refuse(@Nullable Fault fault) throws Refused {
        if (fault == null) {
            return;
        }
        switch (fault) {
            case THROTTLES -> throw new Refused(400, "Throttling", "Rate exceeded");
            case FAILS -> throw new Refused(500, "InternalError", "We failed");
            case FAILS_WITH_200 -> throw new Refused(200, "InternalError", "We failed, politely");
            case APPLICATION_DISABLED ->
                throw new Refused(400, "PlatformApplicationDisabled", "Platform application is disabled");
            case TURNS_AWAY -> throw new Refused(403, "AuthorizationError", "Not authorised");
            case DOES_IT_AND_FALLS_SILENT, DOES_IT_AND_HANGS_UP -> {}
        }
    }

    private void check(HttpExchange exchange, Map<String, String> form) throws Refused {
        var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        var signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        demand(exchange.getRequestMethod().equals("POST"), "POST only");
        demand(type.startsWith("application/x-www-form-urlencoded"), "a form, not " + type);
        demand("2010-03-31".equals(form.get("Version")), "Version is 2010-03-31");
        demand(
                signature.startsWith("AWS4-HMAC-SHA256 Credential=")
                        && signature.contains("/eu-central-1/sns/aws4_request"),
                "signed for sns in eu-central-1");
    }

    private synchronized Map<String, String> act(String action, Map<String, String> form) throws Refused {
        return switch (action) {
            case "CreatePlatformEndpoint" -> create(form);
            case "GetEndpointAttributes" -> {
                var endpoint = found(form.get("EndpointArn"));
                yield Map.of("Token", endpoint.token, "Enabled", String.valueOf(endpoint.enabled));
            }
            case "SetEndpointAttributes" -> set(form);
            case "DeleteEndpoint" -> {
                endpoints.remove(form.get("EndpointArn"));
                yield Map.of();
            }
            case "Publish" -> publish(form);
            default -> throw complain("InvalidAction", "There is no action " + action);
        };
    }

    private Map<String, String> create(Map<String, String> form) throws Refused {
        var application = form.getOrDefault("PlatformApplicationArn", "");
        var token = form.getOrDefault("Token", "");
        if (!application.matches("arn:aws:sns:[^:]+:\\d+:app/[^/]+/[^/]+")) {
            throw new Refused(
                    400,
                    "InvalidParameter",
                    "Invalid parameter: PlatformApplicationArn Reason: Wrong number of slashes in relative portion of the ARN.");
        }
        if (!APPLICATIONS.contains(application)) {
            throw new Refused(404, "NotFound", "PlatformApplication does not exist");
        }
        if (token.isEmpty() || token.startsWith("not-a-token")) {
            throw new Refused(
                    400, "InvalidParameter", "Invalid parameter: Token Reason: iOS device tokens must be hexadecimal");
        }
        var userData = form.getOrDefault("CustomUserData", "");
        for (var known : endpoints.entrySet()) {
            var endpoint = known.getValue();
            if (endpoint.application.equals(application) && endpoint.token.equals(token)) {
                if (!endpoint.userData.equals(userData)) {
                    throw new Refused(
                            400,
                            "InvalidParameter",
                            "Invalid parameter: Token Reason: Endpoint " + known.getKey()
                                    + " already exists with the same Token, but different attributes.");
                }
                return Map.of("EndpointArn", known.getKey());
            }
        }
        return Map.of("EndpointArn", add(application, token, userData));
    }

    private String add(String application, String token, String userData) {
        var arn = application.replace(":app/", ":endpoint/") + "/" + UUID.randomUUID();
        endpoints.put(arn, new Endpoint(application, token, userData));
        return arn;
    }

    private Map<String, String> set(Map<String, String> form) throws Refused {
        var endpoint = found(form.get("EndpointArn"));
        for (var i = 1; form.containsKey("Attributes.entry." + i + ".key"); i++) {
            var value = form.getOrDefault("Attributes.entry." + i + ".value", "");
            switch (form.getOrDefault("Attributes.entry." + i + ".key", "")) {
                case "Token" -> {
                    if (endpoints.values().stream()
                            .anyMatch(other -> other != endpoint
                                    && other.application.equals(endpoint.application)
                                    && other.token.equals(value))) {
                        throw new Refused(
                                400,
                                "InvalidParameter",
                                "Invalid parameter: This endpoint is already registered with a different token.");
                    }
                    endpoint.token = value;
                }
                case "Enabled" -> endpoint.enabled = Boolean.parseBoolean(value);
                case "CustomUserData" -> endpoint.userData = value;
                default -> throw complain("InvalidParameter", "no such attribute");
            }
        }
        return Map.of();
    }

    private Map<String, String> publish(Map<String, String> form) throws Refused {
        var arn = form.getOrDefault("TargetArn", "");
        var endpoint = endpoints.get(arn);
        if (endpoint == null) {
            throw new Refused(
                    400,
                    "InvalidParameter",
                    "Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified");
        }
        var payload = payload(endpoint, form);
        var attributes = attributes(endpoint, form);
        if (!endpoint.enabled) {
            throw new Refused(400, "EndpointDisabled", "Endpoint is disabled");
        }
        published.add(new Published(arn, payload, attributes));
        return Map.of("MessageId", UUID.randomUUID().toString());
    }

    private JsonNode payload(Endpoint endpoint, Map<String, String> form) throws Refused {
        demand("json".equals(form.get("MessageStructure")), "MessageStructure is json");
        try {
            var message = JSON.readTree(form.getOrDefault("Message", ""));
            demand(message.isObject() && message.path("default").isTextual(), "Message has a default");
            message.properties().forEach(part -> {
                if (!part.getValue().isTextual()) {
                    complaints.add(part.getKey() + " is no text");
                }
            });
            var platform = endpoint.application.split("/")[1];
            var text = message.path(platform).asText("");
            demand(!text.isEmpty(), "nothing for " + platform);
            demand(text.getBytes(UTF_8).length <= MOST_BYTES, "more than 4 KB for " + platform);
            var payload = JSON.readTree(text);
            if (platform.equals("GCM")) {
                var inner = payload.path("fcmV1Message").path("message");
                demand(inner.isObject(), "FCM version 1 only");
                demand(inner.path("android").path("ttl").asText("").matches("[0-9]+s"), "ttl in seconds");
                for (var value : inner.path("data")) {
                    demand(value.isTextual(), "data is text");
                }
            } else {
                demand(payload.path("aps").path("alert").path("body").isTextual(), "aps has an alert");
            }
            return payload;
        } catch (JsonProcessingException e) {
            throw complain("InvalidParameter", "Message is no JSON");
        }
    }

    private Map<String, String> attributes(Endpoint endpoint, Map<String, String> form) throws Refused {
        var attributes = new HashMap<String, String>();
        for (var i = 1; form.containsKey("MessageAttributes.entry." + i + ".Name"); i++) {
            var entry = "MessageAttributes.entry." + i;
            demand("String".equals(form.get(entry + ".Value.DataType")), "attributes are of type String");
            attributes.put(form.get(entry + ".Name"), form.get(entry + ".Value.StringValue"));
        }
        var allowed = endpoint.application.equals(ANDROID)
                ? Set.of("AWS.SNS.MOBILE.FCM.TTL")
                : Set.of(
                        "AWS.SNS.MOBILE.APNS.TTL",
                        "AWS.SNS.MOBILE.APNS_SANDBOX.TTL",
                        "AWS.SNS.MOBILE.APNS.PUSH_TYPE",
                        "AWS.SNS.MOBILE.APNS.PRIORITY",
                        "AWS.SNS.MOBILE.APNS.TOPIC",
                        "AWS.SNS.MOBILE.APNS.COLLAPSE_ID");
        demand(allowed.containsAll(attributes.keySet()), "attributes of another platform: " + attributes);
        demand(
                attributes.getOrDefault("AWS.SNS.MOBILE.APNS.COLLAPSE_ID", "").getBytes(UTF_8).length <= 64,
                "a collapse id has 64 bytes at most");
        return attributes;
    }

    private Endpoint found(@Nullable String arn) throws Refused {
        var endpoint = endpoints.get(arn);
        if (endpoint == null) {
            throw new Refused(404, "NotFound", "Endpoint does not exist");
        }
        return endpoint;
    }

    private void demand(boolean holds, String what) throws Refused {
        if (!holds) {
            throw complain("InvalidParameter", "Invalid parameter: " + what);
        }
    }

    private synchronized Refused complain(String code, String message) {
        complaints.add(message);
        return new Refused(400, code, message);
    }

    private static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var parts = pair.split("=", 2);
            form.put(URLDecoder.decode(parts[0], UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return form;
    }

    private static String success(String action, Map<String, String> result) {
        var fields = new StringBuilder();
        if (action.equals("GetEndpointAttributes")) {
            fields.append("<Attributes>");
            result.forEach((key, value) -> fields.append("<entry><key>")
                    .append(key)
                    .append("</key><value>")
                    .append(value)
                    .append("</value></entry>"));
            fields.append("</Attributes>");
        } else {
            result.forEach((key, value) -> fields.append('<')
                    .append(key)
                    .append('>')
                    .append(value)
                    .append("</")
                    .append(key)
                    .append('>'));
        }
        return "<" + action + "Response xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><" + action + "Result>"
                + fields
                + "</" + action + "Result><ResponseMetadata><RequestId>" + UUID.randomUUID()
                + "</RequestId></ResponseMetadata></" + action + "Response>";
    }

    private static String error(String code, String message) {
        return "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
                + code
                + "</Code><Message>" + message + "</Message></Error><RequestId>" + UUID.randomUUID()
                + "</RequestId></ErrorResponse>";
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        var bytes = xml.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
