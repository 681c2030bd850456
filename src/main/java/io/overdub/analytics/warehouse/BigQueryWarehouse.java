package io.overdub.analytics.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Traces;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Google BigQuery, by REST. Rows go in by insertAll, each with its id, by which BigQuery drops one that comes again within about a
 * minute; for good that is done by the view {@code events} over the table {@code event_raw}. A 200 may have refused rows, and then none of its
 * request went in: the innocent ones are sent again. Nothing is kept from being sent again by an answer that got lost. When a row is
 * refused, the table is looked at: columns that it lacks, being older, are added to it, and the rows come again.
 */
final class BigQueryWarehouse implements Warehouse {

    private static final Logger LOG = Logger.getLogger(BigQueryWarehouse.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int MOST_ROWS = 500;
    private static final int MOST_BYTES = 5_000_000;
    private static final int ROUNDS = 5;

    /** Why a row was not taken that may be taken when it comes again: another one was invalid, or Google had no time for it. */
    private static final Set<String> NOT_THE_ROW =
            Set.of("stopped", "timeout", "backendError", "internalError", "rateLimitExceeded");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FOR_CHANGES = Duration.ofMinutes(5);
    /** So long may those who insert not know of a column that was just added. */
    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(10);

    private static final long LOOK_MS = 1_000;
    private static final int MOST_INSTALLATIONS = 10_000;

    static final List<String> COLUMNS = List.of(
            "event_id:STRING:REQUIRED",
            "name:STRING:REQUIRED",
            "version:INT64:REQUIRED",
            "source:STRING:REQUIRED",
            "class:STRING:REQUIRED",
            "day:DATE:REQUIRED",
            "occurred_at:TIMESTAMP:REQUIRED",
            "received_at:TIMESTAMP:REQUIRED",
            "claimed_at:TIMESTAMP:REQUIRED",
            "person:STRING:NULLABLE",
            "account_id:STRING:NULLABLE",
            "installation_id:STRING:NULLABLE",
            "session_id:STRING:NULLABLE",
            "country:STRING:NULLABLE",
            "language:STRING:NULLABLE",
            "platform:STRING:NULLABLE",
            "app_version:STRING:NULLABLE",
            "network:STRING:NULLABLE",
            "dub_id:STRING:NULLABLE",
            "quote_id:STRING:NULLABLE",
            "author_id:STRING:NULLABLE",
            "watched_ms:INT64:NULLABLE",
            "context:JSON:REQUIRED",
            "properties:JSON:REQUIRED",
            "length_ms:INT64:NULLABLE",
            "feed:STRING:NULLABLE",
            "place:INT64:NULLABLE",
            "formula:STRING:NULLABLE",
            "formula_version:INT64:NULLABLE",
            "doubtful:BOOL:NULLABLE");

    private final HttpClient http;
    private final GoogleToken token;
    private final String project;
    private final String dataset;
    private final String root;
    private final String table;
    private final @Nullable String exports;
    private final long mostBytes;
    private volatile long columnsAddedAt = System.nanoTime() - UNKNOWN_FOR.toNanos();

    /**
     * @param root of the API, without a slash at its end
     * @param exports {@code gs://bucket/prefix}
     * @param mostBytes that one question may read: Google bills each
     */
    BigQueryWarehouse(
            HttpClient http,
            GoogleToken token,
            String root,
            String project,
            String dataset,
            @Nullable String exports,
            long mostBytes) {
        this.http = http;
        this.token = token;
        this.project = project;
        this.dataset = dataset;
        this.table = "/datasets/" + dataset + "/tables/event_raw";
        this.root = root + "/bigquery/v2/projects/" + project;
        this.exports = exports;
        this.mostBytes = mostBytes;
    }

    private record Reply(int status, JsonNode body) {

        /** Why not, in Google's word for it. */
        String reason() {
            return body.path("error").path("errors").path(0).path("reason").asText("");
        }

        String message() {
            return body.path("error").path("message").asText("status " + status);
        }
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public Loaded load(List<EventRow> rows) {
        var byId = new LinkedHashMap<UUID, EventRow>();
        rows.forEach(row -> byId.putIfAbsent(row.id(), row));
        var refused = new ArrayList<Loaded.Refused>();
        var some = new ArrayList<EventRow>();
        var bytes = 0;
        for (var row : byId.values()) {
            var size = row.properties().length() * 2 + row.context().length() * 2 + 1_000;
            if (some.size() == MOST_ROWS || bytes + size > MOST_BYTES) {
                insert(List.copyOf(some), refused);
                some.clear();
                bytes = 0;
            }
            some.add(row);
            bytes += size;
        }
        insert(List.copyOf(some), refused);
        if (!refused.isEmpty() && (addsColumns() || System.nanoTime() - columnsAddedAt < UNKNOWN_FOR.toNanos())) {
            // It is not the rows, it is the table.
            throw new EngineAway("Google BigQuery");
        }
        var fresh = byId.size() - refused.size();
        return new Loaded(fresh, rows.size() - byId.size(), refused);
    }

    private void insert(List<EventRow> rows, List<Loaded.Refused> refused) {
        var left = rows;
        for (var round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            var reply = post(table + "/insertAll", insertion(left));
            if (reply.status() == 200) {
                left = refusedBut(left, reply.body().path("insertErrors"), refused);
            } else if (reply.status() == 400 || reply.status() == 413) {
                split(left, reply, refused);
                left = List.of();
            } else {
                throw failed(reply);
            }
        }
        if (!left.isEmpty()) {
            throw new EngineAway("Google BigQuery");
        }
    }

    /** The rows that go in the next round: none, when nothing was refused. */
    private static List<EventRow> refusedBut(List<EventRow> rows, JsonNode errors, List<Loaded.Refused> refused) {
        if (errors.isEmpty()) {
            return List.of();
        }
        var reasons = new HashMap<Integer, String>();
        errors.forEach(error -> error.path("errors").forEach(one -> {
            if (!NOT_THE_ROW.contains(one.path("reason").asText())) {
                reasons.put(
                        error.path("index").asInt(),
                        one.path("reason").asText() + ": " + one.path("message").asText());
            }
        }));
        var innocent = new ArrayList<EventRow>();
        for (var index = 0; index < rows.size(); index++) {
            var reason = reasons.get(index);
            if (reason == null) {
                innocent.add(rows.get(index));
            } else {
                refused.add(new Loaded.Refused(rows.get(index).id(), reason));
            }
        }
        return innocent;
    }

    /** Something in the request is wrong, or it is too large: halves tell what. */
    private void split(List<EventRow> rows, Reply reply, List<Loaded.Refused> refused) {
        if (rows.size() == 1) {
            refused.add(new Loaded.Refused(rows.get(0).id(), reply.message()));
            return;
        }
        var middle = rows.size() / 2;
        insert(rows.subList(0, middle), refused);
        insert(rows.subList(middle, rows.size()), refused);
    }

    private static ObjectNode insertion(List<EventRow> rows) {
        var body = NODES.objectNode().put("skipInvalidRows", false).put("ignoreUnknownValues", false);
        var list = body.putArray("rows");
        for (var row : rows) {
            list.addObject().put("insertId", row.id().toString()).set("json", json(row));
        }
        return body;
    }

    private static ObjectNode json(EventRow row) {
        var json = NODES.objectNode()
                .put("event_id", row.id().toString())
                .put("name", row.name())
                .put("version", row.version())
                .put("source", lower(row.source()))
                .put("class", lower(row.eventClass()))
                .put("day", day(row.occurredAt()))
                .put("occurred_at", row.occurredAt().toString())
                .put("received_at", row.receivedAt().toString())
                .put("claimed_at", row.claimedAt().toString());
        put(json, "person", row.person());
        put(json, "account_id", row.account());
        put(json, "installation_id", row.installation());
        put(json, "session_id", row.session());
        put(json, "country", row.country());
        put(json, "language", row.language());
        put(json, "platform", row.platform());
        put(json, "app_version", row.appVersion());
        put(json, "network", row.network());
        put(json, "dub_id", row.dub());
        put(json, "quote_id", row.quote());
        put(json, "author_id", row.author());
        put(json, "watched_ms", row.watchedMs());
        put(json, "length_ms", row.lengthMs());
        if (row.showing() != null) {
            put(json, "feed", row.showing().feed());
            put(json, "place", row.showing().place());
            put(json, "formula", row.showing().formula());
            put(json, "formula_version", row.showing().formulaVersion());
        }
        json.put("doubtful", row.doubtful());
        // JSON columns are sent as text.
        return json.put("context", row.context()).put("properties", row.properties());
    }

    private static void put(ObjectNode json, String column, @Nullable Object value) {
        if (value != null) {
            json.put(column, value.toString());
        }
    }

    /** A table that was just made may be unknown to those who insert for some minutes. */
    private EngineAway failed(Reply reply) {
        if (reply.status() == 404) {
            makeTables();
        } else if (reply.status() == 403 && !reply.reason().matches("quotaExceeded|rateLimitExceeded")) {
            LOG.errorf("Google BigQuery refuses us: %s", reply.message());
        } else {
            LOG.warnf("Google BigQuery: %d %s", reply.status(), reply.reason());
        }
        return new EngineAway("Google BigQuery (" + reply.status() + ")");
    }

    private void makeTables() {
        var raw = NODES.objectNode();
        var fields = raw.putObject("schema").putArray("fields");
        for (var column : COLUMNS) {
            var parts = column.split(":");
            fields.addObject().put("name", parts[0]).put("type", parts[1]).put("mode", parts[2]);
        }
        raw.putObject("timePartitioning").put("type", "DAY").put("field", "day");
        make("event_raw", raw);
        make(
                "events",
                view("select * from `%s.%s.event_raw` where true qualify row_number() over (partition by event_id"
                        + " order by received_at) = 1"));
        make(
                "event_daily",
                view("select day, name, coalesce(country, '') as country, coalesce(platform, '') as platform,"
                        + " coalesce(app_version, '') as app_version, count(distinct event_id) as events"
                        + " from `%s.%s.event_raw` group by 1, 2, 3, 4, 5"));
    }

    /** What the table has stays as it is, also what is none of ours; what is added may be null, for rows that are there lack it. */
    private synchronized boolean addsColumns() {
        var found = get(table);
        if (found.status() != 200) {
            throw failed(found);
        }
        var schema = NODES.objectNode();
        var fields = schema.putArray("fields");
        var present = new HashSet<String>();
        found.body().path("schema").path("fields").forEach(field -> {
            fields.add(field);
            present.add(field.path("name").asText().toLowerCase(Locale.ROOT));
        });
        var added = COLUMNS.stream()
                .map(column -> column.split(":"))
                .filter(parts -> !present.contains(parts[0]))
                .toList();
        if (added.isEmpty()) {
            return false;
        }
        added.forEach(parts ->
                fields.addObject().put("name", parts[0]).put("type", parts[1]).put("mode", "NULLABLE"));
        var reply = patch(table, NODES.objectNode().set("schema", schema));
        if (reply.status() != 200) {
            throw failed(reply);
        }
        LOG.infof("Columns were added to event_raw in Google BigQuery: %d", added.size());
        columnsAddedAt = System.nanoTime();
        return true;
    }

    private ObjectNode view(String sql) {
        var table = NODES.objectNode();
        table.putObject("view").put("query", sql.formatted(project, dataset)).put("useLegacySql", false);
        return table;
    }

    private void make(String name, ObjectNode table) {
        table.putObject("tableReference")
                .put("projectId", project)
                .put("datasetId", dataset)
                .put("tableId", name);
        var reply = post("/datasets/" + dataset + "/tables", table);
        if (reply.status() != 200 && reply.status() != 409) {
            LOG.errorf("Google BigQuery makes no table %s: %s", name, reply.message());
        }
    }

    /** Google says what kind of statement it is, and what it reads, before it runs. */
    @Override
    public Answer ask(String sql, int mostRows, Duration patience, BooleanSupplier cancelled) {
        var trial = NODES.objectNode();
        var configuration = trial.putObject("configuration").put("dryRun", true);
        configuration.set("query", question(sql));
        var plan = post("/jobs", trial);
        if (plan.status() != 200) {
            throw refusal(plan);
        }
        var statistics = plan.body().path("statistics");
        var about = statistics.path("query");
        if (!"SELECT".equals(about.path("statementType").asText())) {
            throw QueryRefused.forbidden("Only queries are answered (select, with)");
        }
        about.path("referencedTables").forEach(table -> {
            if (!dataset.equals(table.path("datasetId").asText())
                    || !project.equals(table.path("projectId").asText())) {
                throw QueryRefused.forbidden("There are only the tables of " + dataset);
            }
        });
        if (!about.path("referencedRoutines").isEmpty()) {
            throw QueryRefused.forbidden("No routines are called: one may do anything anywhere");
        }
        var bytes = statistics.path("totalBytesProcessed").asLong();
        if (bytes > mostBytes) {
            throw QueryRefused.tooLarge(bytes, mostBytes);
        }
        return answer(
                run(question(sql).put("maximumBytesBilled", Long.toString(mostBytes)), mostRows, patience, cancelled));
    }

    /** A job, which is looked at every second or so until it has ended, and stopped when nobody wants it or it takes too long. */
    private JsonNode run(ObjectNode question, int mostRows, Duration patience, BooleanSupplier cancelled) {
        var deadline = System.nanoTime() + patience.toNanos();
        var reply = post(
                "/queries",
                question.put("maxResults", mostRows)
                        .put("timeoutMs", LOOK_MS)
                        .put("jobTimeoutMs", Long.toString(patience.toMillis())));
        while (reply.status() == 200 && !reply.body().path("jobComplete").asBoolean()) {
            var job = reply.body().path("jobReference");
            var unwanted = cancelled.getAsBoolean();
            if (unwanted || System.nanoTime() > deadline) {
                post("/jobs/" + job.path("jobId").asText() + "/cancel" + place(job), NODES.objectNode());
                throw unwanted ? QueryRefused.cancelled() : QueryRefused.tooLong(patience.toSeconds());
            }
            reply = get("/queries/" + job.path("jobId").asText() + place(job) + "&timeoutMs=" + LOOK_MS + "&maxResults="
                    + mostRows);
        }
        if (reply.status() != 200) {
            throw refusal(reply);
        }
        return reply.body();
    }

    private static String place(JsonNode job) {
        return "?location=" + URLEncoder.encode(job.path("location").asText(""), UTF_8);
    }

    private ObjectNode question(String sql) {
        var question = NODES.objectNode().put("query", sql).put("useLegacySql", false);
        question.putObject("defaultDataset").put("projectId", project).put("datasetId", dataset);
        return question;
    }

    private static RuntimeException refusal(Reply reply) {
        return reply.status() == 400
                ? QueryRefused.failed(reply.message())
                : new EngineAway("Google BigQuery (" + reply.status() + ")");
    }

    private static Answer answer(JsonNode body) {
        var columns = new ArrayList<Answer.Column>();
        body.path("schema")
                .path("fields")
                .forEach(field -> columns.add(new Answer.Column(
                        field.path("name").asText(), field.path("type").asText())));
        List<List<@Nullable String>> rows = new ArrayList<>();
        body.path("rows").forEach(found -> {
            List<@Nullable String> row = new ArrayList<>();
            found.path("f").forEach(cell -> {
                var value = cell.path("v");
                row.add(value.isNull() ? null : value.isValueNode() ? value.asText() : value.toString());
            });
            rows.add(row);
        });
        return new Answer(columns, rows, !body.hasNonNull("pageToken"));
    }

    @Override
    public void forget(EventClass eventClass, Instant before) {
        change("delete from event_raw where class = '" + lower(eventClass) + "' and day < date '" + day(before) + "'");
    }

    @Override
    public Set<String> installations(UUID account) {
        var theirs = new HashSet<String>();
        var sql = "select distinct installation_id from event_raw where account_id = '" + account
                + "' and installation_id is not null";
        answer(ours(question(sql), MOST_INSTALLATIONS)).rows().forEach(row -> theirs.add(String.valueOf(row.get(0))));
        return theirs;
    }

    /**
     * Google changes no row that came in within the last hour or so, and refuses the whole statement then. Properties and contexts may hold the
     * id in capitals, from before the intake wrote ids in one form.
     */
    @Override
    public void erase(UUID account, Set<String> installations) {
        var id = "'" + account + "'";
        var nobody = "update event_raw set person = null, account_id = null, installation_id = null, session_id = null,"
                + " network = null, context = json '{}'";
        if (!installations.isEmpty()) {
            change(withTexts(
                    question(nobody + " where account_id is null and installation_id in unnest(@installations)"),
                    "installations",
                    installations));
        }
        change(nobody + " where account_id = " + id);
        change("update event_raw set author_id = null where author_id = " + id);
        change("update event_raw set properties = case source when 'server' then json '{}'"
                + " else parse_json(regexp_replace(to_json_string(properties), concat('(?i)', " + id + "), '"
                + new UUID(0, 0)
                + "')) end where strpos(lower(to_json_string(properties)), " + id + ") > 0");
        change("update event_raw set context = json '{}' where strpos(lower(to_json_string(context)), " + id + ") > 0");
    }

    private static ObjectNode withTexts(ObjectNode question, String name, Set<String> texts) {
        var parameter = question.put("parameterMode", "NAMED")
                .putArray("queryParameters")
                .addObject()
                .put("name", name);
        parameter
                .putObject("parameterType")
                .put("type", "ARRAY")
                .putObject("arrayType")
                .put("type", "STRING");
        var values = parameter.putObject("parameterValue").putArray("arrayValues");
        texts.forEach(text -> values.addObject().put("value", text));
        return question;
    }

    @Override
    public OptionalLong export(LocalDate day) {
        if (exports == null) {
            return OptionalLong.empty();
        }
        var ofDay = " from events where day = date '" + day + "'";
        change("export data options (uri = '" + exports + "/events-" + day
                + "-*.parquet', format = 'PARQUET', overwrite = true) as select *" + ofDay);
        var count = answer(ours(question("select count(*)" + ofDay), 1));
        return OptionalLong.of(Long.parseLong(String.valueOf(count.rows().get(0).get(0))));
    }

    private void change(String sql) {
        change(question(sql));
    }

    private void change(ObjectNode question) {
        ours(question, 1);
    }

    /** A statement of our own: Google has no reason to refuse it for good. */
    private JsonNode ours(ObjectNode question, int mostRows) {
        try {
            return run(question, mostRows, FOR_CHANGES, () -> false);
        } catch (QueryRefused e) {
            LOG.warnf("Google BigQuery refuses now: %s", e.getMessage());
            throw new EngineAway("Google BigQuery");
        }
    }

    private Reply get(String path) {
        return send(path, request -> request.GET());
    }

    private Reply post(String path, ObjectNode body) {
        return send("POST", path, body);
    }

    private Reply patch(String path, ObjectNode body) {
        return send("PATCH", path, body);
    }

    private Reply send(String method, String path, ObjectNode body) {
        var bytes = body.toString().getBytes(UTF_8);
        return send(
                path,
                request -> request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    private Reply send(String path, UnaryOperator<HttpRequest.Builder> form) {
        var reply = sendOnce(path, form);
        if (reply.status() == 401) {
            token.forget();
            reply = sendOnce(path, form);
        }
        return reply;
    }

    private Reply sendOnce(String path, UnaryOperator<HttpRequest.Builder> form) {
        var request = form.apply(HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token.get()))
                .build();
        var step = Traces.call("BigQuery");
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            step.fact("http.response.status_code", answer.statusCode());
            return new Reply(answer.statusCode(), read(answer.body()));
        } catch (IOException e) {
            step.failed(e);
            LOG.debugf("Google BigQuery: %s", e.getMessage());
            throw new EngineAway("Google BigQuery");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineAway("Google BigQuery");
        } finally {
            step.end();
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return NODES.missingNode();
        }
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
