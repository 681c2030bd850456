package io.overdub.analytics.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Google's token endpoint and the part of BigQuery that is used, in one. What the real one would refuse is refused and kept as a complaint;
 * it misbehaves when it is told to. A row whose insertId it has is dropped.
 */
public final class BigQueryServer implements AutoCloseable {

    public enum Fault {
        QUOTA,
        FORBIDDEN,
        UNAVAILABLE,
        TOKEN_EXPIRED,
        /** Done, and the connection ends. */
        DOES_IT_AND_HANGS_UP,
        TOO_LARGE,
        /** It answers 200, and of every second row that it was not done in time. */
        ROWS_TIME_OUT
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATASET = "/bigquery/v2/projects/p/datasets/d";

    /** What one question may read. */
    static final long MOST_BYTES_READ = 1L << 40;

    private final HttpServer server;
    private static final KeyPair KEYS = keys();

    private final Deque<Fault> faults = new ArrayDeque<>();
    private boolean late;
    /** By their ids, as text: a million must find room. */
    private final Map<UUID, String> rows = new HashMap<>();

    private final Set<String> tables = new HashSet<>(Set.of("event_raw"));
    /** Of event_raw, by their names. */
    private final Map<String, Field> columns = new LinkedHashMap<>();

    private final Set<String> tokens = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<Integer> insertions = new ArrayList<>();
    private static final String UNFINISHED =
            "{\"jobComplete\":false,\"jobReference\":{\"jobId\":\"job-1\",\"location\":\"EU\"}}";
    /** What Google says of rows that came in lately. */
    private static final String STREAMED = "streaming buffer";

    private static final Pattern PARAMETER = Pattern.compile("@([a-z_]+)");

    private final List<String> statements = new ArrayList<>();
    private final List<Map<String, List<String>>> parameters = new ArrayList<>();
    private @Nullable String statementType = "SELECT";
    private long bytesRead = 10_485_760;
    private @Nullable String billed;
    private boolean routines;
    private int looks;
    private boolean streamed;
    private boolean cancelled;
    private boolean frozen;

    /** As Google tells of it: an INT64 is an INTEGER there. */
    private record Field(String type, String mode) {

        private static final Map<String, String> ALIASES = Map.of("INT64", "INTEGER", "BOOL", "BOOLEAN");

        static Field of(String type, String mode) {
            return new Field(ALIASES.getOrDefault(type, type), mode.isEmpty() ? "NULLABLE" : mode);
        }
    }

    public BigQueryServer() throws IOException {
        for (var column : BigQueryWarehouse.COLUMNS) {
            var parts = column.split(":");
            columns.put(parts[0], Field.of(parts[1], parts[2]));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Warehouse warehouse(Clock clock) {
        var http = HttpClient.newHttpClient();
        return new BigQueryWarehouse(
                http, new GoogleToken(http, clock, account()), root(), "p", "d", "gs://bucket/events", MOST_BYTES_READ);
    }

    /** The key file of a service account. */
    String account() {
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("client_email", "events@p.iam.gserviceaccount.com")
                .put("token_uri", root() + "/token")
                .put("private_key", pem)
                .toString();
    }

    public synchronized void befalls(Fault... next) {
        faults.addAll(List.of(next));
    }

    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    public synchronized List<UUID> kept() {
        return List.copyOf(rows.keySet());
    }

    synchronized JsonNode row(UUID id) {
        try {
            return JSON.readTree(rows.getOrDefault(id, ""));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many rows each insertion had. */
    synchronized List<Integer> insertions() {
        return List.copyOf(insertions);
    }

    synchronized Set<String> tables() {
        return Set.copyOf(tables);
    }

    synchronized void forgetTables() {
        tables.clear();
    }

    /** The table was made when nobody thought of these. */
    synchronized void lacks(String... names) {
        List.of(names).forEach(columns::remove);
    }

    synchronized void forbidsChanges() {
        frozen = true;
    }

    /** Somebody else's. */
    synchronized void hasToo(String name) {
        columns.put(name, Field.of("STRING", "NULLABLE"));
    }

    synchronized Set<String> columns() {
        return Set.copyOf(columns.keySet());
    }

    synchronized void takesStatementsFor(String type) {
        statementType = type;
    }

    synchronized void findsThatQuestionsRead(long bytes) {
        bytesRead = bytes;
    }

    /** At most for the last question that said so. */
    synchronized @Nullable String billed() {
        return billed;
    }

    synchronized void findsRoutinesInQuestions() {
        routines = true;
    }

    /** Questions end only after somebody has looked so often. */
    synchronized void takesLong(int times) {
        looks = times;
    }

    /** Rows that came in lately cannot be changed; until when, a test says. */
    synchronized void keepsRowsInTheStreamingBuffer(boolean does) {
        streamed = does;
    }

    synchronized boolean wasCancelled() {
        return cancelled;
    }

    /** Of those statements that had some. */
    synchronized List<Map<String, List<String>>> parameters() {
        return List.copyOf(parameters);
    }

    synchronized List<String> statements() {
        return List.copyOf(statements);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (exchange.getRequestURI().getPath().equals("/token")) {
                send(exchange, 200, grant(body));
            } else {
                serve(exchange, body.isEmpty() ? JsonNodeFactory.instance.missingNode() : JSON.readTree(body));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private synchronized String grant(String form) throws GeneralSecurityException, IOException {
        var fields = new HashMap<String, String>();
        for (var field : form.split("&")) {
            fields.put(field.split("=")[0], URLDecoder.decode(field.split("=")[1], UTF_8));
        }
        expect("urn:ietf:params:oauth:grant-type:jwt-bearer".equals(fields.get("grant_type")), "grant_type");
        var parts = String.valueOf(fields.get("assertion")).split("\\.");
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(KEYS.getPublic());
        verifier.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
        expect(verifier.verify(Base64.getUrlDecoder().decode(parts[2])), "signature of the assertion");
        var claim = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        expect(claim.path("aud").asText().equals(root() + "/token"), "aud");
        expect(claim.path("exp").asLong() - claim.path("iat").asLong() <= 3_600, "exp");
        expect(claim.path("scope").asText().contains("bigquery"), "scope");
        var token = UUID.randomUUID().toString();
        tokens.add(token);
        return "{\"access_token\":\"" + token + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
    }

    private synchronized void serve(HttpExchange exchange, JsonNode body) throws IOException {
        var method = exchange.getRequestMethod();
        expect(
                body.isMissingNode()
                        ? method.equals("GET")
                        : Set.of("POST", "PATCH").contains(method),
                "method");
        expect(
                body.isMissingNode()
                        || "application/json"
                                .equals(exchange.getRequestHeaders().getFirst("Content-Type")),
                "Content-Type");
        var authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        var fault = faults.poll();
        late = fault == Fault.ROWS_TIME_OUT;
        if (fault == Fault.TOKEN_EXPIRED) {
            tokens.clear();
        }
        if (!tokens.contains(authorization.replaceFirst("^Bearer ", ""))) {
            refuse(exchange, 401, "authError");
        } else if (fault == Fault.QUOTA) {
            refuse(exchange, 403, "quotaExceeded");
        } else if (fault == Fault.FORBIDDEN) {
            refuse(exchange, 403, "accessDenied");
        } else if (fault == Fault.UNAVAILABLE) {
            refuse(exchange, 503, "backendError");
        } else if (frozen && method.equals("PATCH")) {
            refuse(exchange, 403, "accessDenied");
        } else if (fault == Fault.TOO_LARGE) {
            refuse(exchange, 413, "tooLarge");
        } else {
            var answer = method.equals("PATCH")
                    ? patch(exchange.getRequestURI().getPath(), body)
                    : route(exchange.getRequestURI().getPath(), body);
            if (STREAMED.equals(answer)) {
                refuse(exchange, 400, "invalidQuery");
                return;
            }
            if (fault == Fault.DOES_IT_AND_HANGS_UP) {
                return;
            }
            if (answer == null) {
                refuse(exchange, 404, "notFound");
            } else {
                send(exchange, 200, answer);
            }
        }
    }

    private @Nullable String route(String path, JsonNode body) {
        if (path.equals(DATASET + "/tables")) {
            tables.add(body.path("tableReference").path("tableId").asText());
            expect(body.has("schema") || body.path("view").has("query"), "schema or view");
            if (body.has("schema")) {
                columns.clear();
                columns.putAll(fields(body));
            }
            return "{}";
        }
        if (path.equals(DATASET + "/tables/event_raw") && body.isMissingNode()) {
            return tables.contains("event_raw") ? described() : null;
        }
        if (path.equals(DATASET + "/tables/event_raw/insertAll")) {
            return tables.contains("event_raw") ? insert(body) : null;
        }
        if (path.equals("/bigquery/v2/projects/p/jobs")) {
            expect(body.path("configuration").path("dryRun").asBoolean(), "dryRun");
            return "{\"statistics\":{\"totalBytesProcessed\":\"" + bytesRead + "\",\"query\":{\"statementType\":\""
                    + statementType
                    + "\",\"referencedTables\":[{\"projectId\":\"p\",\"datasetId\":\"d\",\"tableId\":\"events\"}]"
                    + (routines
                            ? ",\"referencedRoutines\":[{\"projectId\":\"p\",\"datasetId\":\"d\",\"routineId\":\"call\"}]"
                            : "")
                    + "}}}";
        }
        if (path.equals("/bigquery/v2/projects/p/queries")) {
            expect(!body.path("useLegacySql").asBoolean(true), "useLegacySql");
            if (body.has("maximumBytesBilled")) {
                expect(body.path("maximumBytesBilled").isTextual(), "maximumBytesBilled is a number in a text");
                billed = body.path("maximumBytesBilled").asText();
            }
            keepParameters(body);
            return query(body.path("query").asText());
        }
        if (path.equals("/bigquery/v2/projects/p/queries/job-1")) {
            return looks-- > 0 ? UNFINISHED : finished("select");
        }
        if (path.equals("/bigquery/v2/projects/p/jobs/job-1/cancel")) {
            cancelled = true;
            return "{}";
        }
        complaints.add("No such path: " + path);
        return null;
    }

    private static Map<String, Field> fields(JsonNode table) {
        var fields = new LinkedHashMap<String, Field>();
        table.path("schema")
                .path("fields")
                .forEach(field -> fields.put(
                        field.path("name").asText(),
                        Field.of(field.path("type").asText(), field.path("mode").asText(""))));
        return fields;
    }

    private String described() {
        var table = JsonNodeFactory.instance.objectNode();
        var fields = table.putObject("schema").putArray("fields");
        columns.forEach((name, field) ->
                fields.addObject().put("name", name).put("type", field.type()).put("mode", field.mode()));
        return table.toString();
    }

    /** A column may be added that may be null; none may go, or change. */
    private @Nullable String patch(String path, JsonNode body) {
        expect(path.equals(DATASET + "/tables/event_raw"), "No such path: " + path);
        var wanted = fields(body);
        expect(wanted.entrySet().containsAll(columns.entrySet()), "a column goes or changes");
        wanted.forEach((name, field) ->
                expect(columns.containsKey(name) || field.mode().equals("NULLABLE"), name + " is added as required"));
        columns.putAll(wanted);
        return "{}";
    }

    /** Each that is sent is named in the statement, and the other way round. */
    private void keepParameters(JsonNode body) {
        var sent = new HashMap<String, List<String>>();
        body.path("queryParameters").forEach(parameter -> {
            var type = parameter.path("parameterType");
            expect(type.path("type").asText().equals("ARRAY"), "parameterType");
            expect(type.path("arrayType").path("type").asText().equals("STRING"), "arrayType");
            sent.put(
                    parameter.path("name").asText(),
                    parameter.path("parameterValue").path("arrayValues").findValuesAsText("value"));
        });
        var named = PARAMETER
                .matcher(body.path("query").asText())
                .results()
                .map(found -> found.group(1))
                .collect(toSet());
        expect(named.equals(sent.keySet()), "parameters: " + named);
        expect(sent.isEmpty() || body.path("parameterMode").asText().equals("NAMED"), "parameterMode");
        if (!sent.isEmpty()) {
            parameters.add(sent);
        }
    }

    private String query(String sql) {
        statements.add(sql);
        if (looks > 0) {
            return UNFINISHED;
        }
        var changes = sql.startsWith("update ") || sql.startsWith("delete ");
        expect(!changes || sql.contains(" where "), "DML without where");
        return changes && streamed ? STREAMED : finished(sql);
    }

    private String finished(String sql) {
        if (sql.startsWith("select") || sql.startsWith("with")) {
            return counted();
        }
        return "{\"jobComplete\":true,\"numDmlAffectedRows\":\"1\"}";
    }

    private String counted() {
        return "{\"jobComplete\":true,\"schema\":{\"fields\":[{\"name\":\"n\",\"type\":\"INTEGER\"}]},"
                + "\"rows\":[{\"f\":[{\"v\":\"" + rows.size() + "\"}]},{\"f\":[{\"v\":null}]}]}";
    }

    /** All or nothing: one invalid row stops the others. */
    private String insert(JsonNode body) {
        var sent = body.path("rows");
        insertions.add(sent.size());
        expect(!sent.isEmpty() && sent.size() <= 500, "rows: " + sent.size());
        expect(!body.path("skipInvalidRows").asBoolean(), "skipInvalidRows");
        var invalid = new HashSet<Integer>();
        for (var index = 0; index < sent.size(); index++) {
            var json = sent.get(index).path("json");
            expect(
                    sent.get(index)
                            .path("insertId")
                            .asText()
                            .equals(json.path("event_id").asText()),
                    "insertId");
            expect(json.path("properties").isTextual() && json.path("context").isTextual(), "JSON is sent as text");
            if (json.path("properties").asText().contains("INVALID") || !fits(json)) {
                invalid.add(index);
            }
        }
        var errors = JsonNodeFactory.instance.arrayNode();
        if (invalid.isEmpty()) {
            for (var index = 0; index < sent.size(); index++) {
                var row = sent.get(index);
                if (late && index % 2 == 1) {
                    errors.addObject()
                            .put("index", index)
                            .putArray("errors")
                            .addObject()
                            .put("reason", "timeout");
                } else {
                    rows.putIfAbsent(
                            UUID.fromString(row.path("insertId").asText()),
                            row.path("json").toString());
                }
            }
            return inserted(errors);
        }
        for (var index = 0; index < sent.size(); index++) {
            var error = errors.addObject().put("index", index);
            error.putArray("errors")
                    .addObject()
                    .put("reason", invalid.contains(index) ? "invalid" : "stopped")
                    .put("message", invalid.contains(index) ? "no such field" : "");
        }
        return inserted(errors);
    }

    /** Names no errors where there are none, as the real one. */
    private static String inserted(ArrayNode errors) {
        var answer = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#tableDataInsertAllResponse");
        if (!errors.isEmpty()) {
            answer.set("insertErrors", errors);
        }
        return answer.toString();
    }

    private boolean fits(JsonNode json) {
        return json.properties().stream().allMatch(field -> columns.containsKey(field.getKey()))
                && columns.entrySet().stream()
                        .filter(column -> column.getValue().mode().equals("REQUIRED"))
                        .allMatch(column -> json.hasNonNull(column.getKey()));
    }

    private void expect(boolean holds, String what) {
        if (!holds) {
            complaints.add(what);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String reason) throws IOException {
        send(
                exchange,
                status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"no: " + reason + "\",\"errors\":[{\"reason\":\""
                        + reason + "\"}]}}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
