package io.overdub.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.overdub.kernel.EngineAway;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Elasticsearch, or OpenSearch. What is gone stays as a document of its end, so that what is older and comes later is known as such.
 */
final class ElasticsearchIndex implements Engine {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of one call. Elasticsearch takes 100 MB, and is quickest with a few. */
    private static final int MOST_BYTES = 5_000_000;

    private static final int SWEPT = 1_000;

    /** So long may a change be under way that is older than the end of its document. */
    private static final Duration LATEST = Duration.ofDays(1);

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final Set<Integer> TURNED_AWAY = Set.of(401, 403, NOT_FOUND, 429);

    private final ElasticsearchClient client;
    private final ElasticsearchCalls calls;
    private final String prefix;
    private final @Nullable String refresh;
    private final Clock clock;
    private final ElasticsearchGenerations generations;
    private final Answers answers;

    /** @param refresh {@code true}: what was written is found at once, at a price that only tests pay; null: within a second */
    ElasticsearchIndex(
            ElasticsearchClient client,
            ElasticsearchCalls calls,
            String prefix,
            int replicas,
            @Nullable String refresh,
            Clock clock) {
        this.client = client;
        this.calls = calls;
        this.prefix = prefix;
        this.refresh = refresh;
        this.clock = clock;
        this.generations = new ElasticsearchGenerations(client, calls, prefix, replicas);
        this.answers = new Answers(this, clock);
    }

    @Override
    public List<Outcome> write(List<Change> changes) {
        // The one that answers last: its outcomes are told.
        var into = new ArrayList<>(generations.beingFilled());
        into.add(prefix);
        List<Outcome> outcomes = List.of();
        for (var name : into) {
            outcomes = write(name, changes);
        }
        return outcomes;
    }

    @Override
    public List<Outcome> fill(long generation, List<Change> changes) {
        return write(generations.building(generation), changes);
    }

    /** Two of one document are written one after the other: the older one is then outdated, or was written before. */
    private List<Outcome> write(String name, List<Change> changes) {
        var outcomes = new Outcome[changes.size()];
        var lines = new StringBuilder();
        var open = new ArrayList<Integer>();
        for (var i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            if (!ElasticsearchDocument.isFit(change)) {
                outcomes[i] = Outcome.refused(change, "a key has 1 to 64 characters");
                continue;
            }
            var line = line(name, change);
            if (lines.length() + line.length() > MOST_BYTES && !open.isEmpty()) {
                send(name, lines, open, changes, outcomes);
            }
            lines.append(line);
            open.add(i);
        }
        send(name, lines, open, changes, outcomes);
        return List.of(outcomes);
    }

    private String line(String name, Change change) {
        return Json.of(
                        "index",
                        Json.of(
                                "_index",
                                name,
                                "_id",
                                ElasticsearchDocument.id(change.kind(), change.key()),
                                "version",
                                change.version(),
                                "version_type",
                                "external"))
                + "\n"
                + ElasticsearchDocument.of(change, clock.millis())
                + "\n";
    }

    private void send(String name, StringBuilder lines, List<Integer> open, List<Change> changes, Outcome[] outcomes) {
        if (open.isEmpty()) {
            return;
        }
        var body = lines.toString();
        var items = calls.make(by -> client.bulk(by, true, refresh, body)).path("items");
        if (items.size() != open.size()) {
            throw new EngineAway("Elasticsearch");
        }
        for (var i = 0; i < open.size(); i++) {
            var at = open.get(i);
            outcomes[at] = outcome(name, changes.get(at), items.get(i).path("index"));
        }
        lines.setLength(0);
        open.clear();
    }

    /** An answer with status 200 has one of its own for each document. What was not taken for now is written anew with all the others. */
    private Outcome outcome(String name, Change change, JsonNode item) {
        var status = item.path("status").asInt();
        if (status == CONFLICT || status == NOT_FOUND && !name.equals(prefix)) {
            return Outcome.of(change, false);
        }
        // Turned away is the index, or we are, such as when a disk is full: that is no fault of the document.
        if (TURNED_AWAY.contains(status) || status >= 500 || status == 0) {
            throw new EngineAway("Elasticsearch");
        }
        return status < 400
                ? Outcome.of(change, true)
                : Outcome.refused(change, item.path("error").path("reason").asText(String.valueOf(status)));
    }

    @Override
    public Answers answers() {
        return answers;
    }

    @Override
    public Set<Hit> among(Collection<Hit> hits, Asked asked) {
        var filters = ElasticsearchQuery.filters(asked.question());
        filters.add(Json.of(
                "ids",
                Json.of(
                        "values",
                        hits.stream()
                                .map(hit -> ElasticsearchDocument.id(hit.kind(), hit.key()))
                                .toList())));
        var found = new HashSet<Hit>();
        hits(Json.of("size", hits.size(), "_source", false, "query", Json.of("bool", Json.of("filter", filters))))
                .forEach(hit ->
                        found.add(ElasticsearchDocument.hit(hit.path("_id").asText())));
        return found;
    }

    @Override
    public Search search(Asked asked, boolean prominent) {
        var query = new ElasticsearchQuery(asked, prominent, false);
        return new Search() {
            @Override
            public List<Place> read(boolean loose, long score, long seq, int limit) {
                return places(query.query(loose), "_score", score, seq, limit);
            }

            @Override
            public List<Explained> explain(boolean loose, int limit) {
                var named = new ElasticsearchQuery(asked, prominent, true);
                var explained = new ArrayList<Explained>();
                hits(body(named.query(loose), "_score", Long.MAX_VALUE, 0, limit))
                        .forEach(hit -> explained.add(explained(named, hit)));
                return explained;
            }

            @Override
            public boolean loosens() {
                return query.loosens();
            }
        };
    }

    @Override
    public List<Place> popular(Asked asked, long score, long seq, int limit) {
        return places(
                Json.of("bool", Json.of("filter", ElasticsearchQuery.filters(asked.question()))),
                "popularity",
                score,
                seq,
                limit);
    }

    /** The bits of a number that is not negative order as the number does. */
    @Override
    public double text(long score) {
        return Float.intBitsToFloat((int) score);
    }

    private List<Place> places(ObjectNode query, String by, long score, long seq, int limit) {
        var places = new ArrayList<Place>();
        hits(body(query, by, score, seq, limit)).forEach(hit -> places.add(place(hit, by)));
        return places;
    }

    private static ObjectNode body(ObjectNode query, String by, long score, long seq, int limit) {
        var body = Json.of();
        body.put("size", limit);
        body.put("track_total_hits", false);
        body.put("_source", false);
        body.set("docvalue_fields", Json.array(List.of("popularity")));
        body.set("query", query);
        body.set("sort", Json.array(List.of(Json.of(by, "desc"), Json.of("tie", "desc"))));
        if (score != Long.MAX_VALUE) {
            Object value = by.equals("_score") ? (Object) Float.intBitsToFloat((int) score) : (Object) score;
            body.set("search_after", Json.array(List.of(value, seq)));
        }
        return body;
    }

    private static Place place(JsonNode hit, String by) {
        var of = ElasticsearchDocument.hit(hit.path("_id").asText());
        var sort = hit.path("sort");
        var score = by.equals("_score")
                ? Float.floatToIntBits((float) sort.path(0).asDouble())
                : sort.path(0).asLong();
        return new Place(
                of.kind(),
                of.key(),
                score,
                sort.path(1).asLong(),
                hit.path("fields").path("popularity").path(0).asInt());
    }

    private static Explained explained(ElasticsearchQuery query, JsonNode hit) {
        var place = place(hit, "_score");
        var met = new ArrayList<String>();
        hit.path("matched_queries").forEach(name -> met.add(name.asText()));
        return new Explained(place, query.parts(place.kind(), place.popularity(), met));
    }

    /** Nothing when there is no index yet. */
    private JsonNode hits(ObjectNode body) {
        var query = body.toString();
        var found = calls.find(by -> client.search(by, prefix, false, query));
        if (found.isEmpty()) {
            return JSON.createArrayNode();
        }
        var answer = found.get();
        if (answer.path("timed_out").asBoolean()
                || answer.path("_shards").path("failed").asInt() > 0
                || !answer.path("hits").path("hits").isArray()) {
            throw new EngineAway("Elasticsearch");
        }
        return answer.path("hits").path("hits");
    }

    /** Sees also what no search sees yet. */
    @Override
    public Map<String, Stored> look(Kind kind, Collection<String> keys) {
        var stored = new HashMap<String, Stored>();
        if (keys.isEmpty()) {
            return stored;
        }
        var ids = Json.of(
                        "ids",
                        keys.stream()
                                .map(key -> ElasticsearchDocument.id(kind, key))
                                .toList())
                .toString();
        var found = calls.find(by -> client.get(by, prefix, "fingerprint,popularity,deleted_at", ids));
        if (found.isEmpty()) {
            return stored;
        }
        for (var one : found.get().path("docs")) {
            var source = one.path("_source");
            if (one.has("error") && !isMissing(one)) {
                throw new EngineAway("Elasticsearch");
            }
            if (one.path("found").asBoolean() && !source.has("deleted_at")) {
                stored.put(
                        ElasticsearchDocument.hit(one.path("_id").asText()).key(),
                        new Stored(
                                source.path("fingerprint").asText(),
                                source.path("popularity").asInt()));
            }
        }
        return stored;
    }

    /** A list of ids is answered with 200 where there is no index, and each with that. */
    private static boolean isMissing(JsonNode one) {
        return one.path("error").path("type").asText().equals("index_not_found_exception");
    }

    @Override
    public List<String> keys(Kind kind, @Nullable String after, int limit) {
        var body = Json.of();
        body.put("size", limit);
        body.put("_source", false);
        body.set("query", Json.of("term", Json.of("kind", kind.stored())));
        body.set("sort", Json.array(List.of(Json.of("key", "asc"))));
        if (after != null) {
            body.set("search_after", Json.array(List.of(after)));
        }
        var keys = new ArrayList<String>();
        hits(body)
                .forEach(hit -> keys.add(
                        ElasticsearchDocument.hit(hit.path("_id").asText()).key()));
        return keys;
    }

    @Override
    public long begin() {
        return generations.begin();
    }

    @Override
    public void publish(long generation) {
        generations.publish(generation);
    }

    @Override
    public boolean sweep() {
        var swept = generations.sweep();
        return forgetEnds() || swept;
    }

    /** Unless something was written in its place meanwhile. */
    private boolean forgetEnds() {
        var old = hits(Json.of(
                "size",
                SWEPT,
                "_source",
                false,
                "seq_no_primary_term",
                true,
                "query",
                Json.of(
                        "range",
                        Json.of(
                                "deleted_at",
                                Json.of("lt", clock.instant().minus(LATEST).toEpochMilli())))));
        if (old.isEmpty()) {
            return false;
        }
        var lines = new StringBuilder();
        for (var end : old) {
            lines.append(Json.of(
                            "delete",
                            Json.of(
                                    "_index", prefix,
                                    "_id", end.path("_id").asText(),
                                    "if_seq_no", end.path("_seq_no").asLong(),
                                    "if_primary_term", end.path("_primary_term").asLong())))
                    .append("\n");
        }
        calls.make(by -> client.bulk(by, true, refresh, lines.toString()));
        return old.size() == SWEPT;
    }
}
