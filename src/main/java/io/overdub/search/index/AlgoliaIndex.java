package io.overdub.search.index;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Algolia, which cuts words, forgives typos and ranks by itself: a place in its list stands for a score. Pins, hides and formulas of the
 * rules are applied here, to each question; weights and synonyms are pushed ({@link AlgoliaRules}).
 *
 * <p>A generation that is being filled is an index {@code name_tmp_number}, which takes the place of {@code name} when it is published.
 */
final class AlgoliaIndex implements Engine {

    /** Places count down from here. */
    private static final long TOP = 1L << 40;

    /** Algolia shows nothing behind it, however it is set. */
    private static final int FARTHEST = 20_000;

    private static final int BATCH = 1_000;
    private static final int MOST_BYTES = 5_000_000;
    private static final int SWEPT = 1_000;

    /** Characters; Algolia takes no more. */
    private static final int LONGEST_QUERY = 512;

    private static final Duration LATEST = Duration.ofDays(1);
    private static final Pattern UNFIT = Pattern.compile("position (\\d+)");

    /** Calls to one set of hosts. */
    interface Door {

        Optional<JsonNode> find(Call call);

        default JsonNode make(Call call) {
            return find(call).orElseThrow(() -> new EngineRefused("Algolia", 404, "not there"));
        }
    }

    interface Call {
        RestResponse<String> make(AlgoliaClient client, String application, String key);
    }

    /** For people, who do not wait for long. */
    private final Door asking;

    private final Door reading;
    private final Door writing;
    private final AlgoliaTasks tasks;
    private final AlgoliaRules pushed;
    private final String name;
    private final Clock clock;
    private final Answers answers;
    private volatile Rules rules = Rules.STANDARD;

    /** Where a list of keys goes on behind its last one: Algolia has no order by key. */
    private final Map<String, String> cursors = new ConcurrentHashMap<>();

    AlgoliaIndex(
            Door asking,
            Door reading,
            Door writing,
            AlgoliaTasks tasks,
            AlgoliaRules pushed,
            String name,
            Clock clock) {
        this.asking = asking;
        this.reading = reading;
        this.writing = writing;
        this.tasks = tasks;
        this.pushed = pushed;
        this.name = name;
        this.clock = clock;
        this.answers = new Answers(this, clock);
    }

    @Override
    public List<Outcome> write(List<Change> changes) {
        for (var generation : generations()) {
            write(building(generation), changes);
        }
        return write(name, changes);
    }

    @Override
    public List<Outcome> fill(long generation, List<Change> changes) {
        return generations().contains(generation)
                ? write(building(generation), changes)
                : changes.stream().map(change -> Outcome.of(change, false)).toList();
    }

    private List<Outcome> write(String index, List<Change> changes) {
        var outcomes = new HashMap<Change, Outcome>();
        var open = new ArrayList<Change>();
        var bytes = 0;
        for (var change : changes) {
            if (!AlgoliaRecord.isFit(change)) {
                outcomes.put(change, Outcome.refused(change, "a key has 1 to 64 characters"));
                continue;
            }
            var size = request(change).toString().length();
            if (open.size() == BATCH || bytes + size > MOST_BYTES && !open.isEmpty()) {
                outcomes.putAll(send(index, open));
                open.clear();
                bytes = 0;
            }
            open.add(change);
            bytes += size;
        }
        outcomes.putAll(send(index, open));
        return changes.stream().map(outcomes::get).toList();
    }

    /** Algolia takes all of them or none; the one that it names is left out then. */
    private Map<Change, Outcome> send(String index, List<Change> changes) {
        var outcomes = new HashMap<Change, Outcome>();
        var left = new ArrayList<>(changes);
        while (!left.isEmpty()) {
            var requests = Json.of("requests", left.stream().map(this::request).toList())
                    .toString();
            try {
                var written =
                        writing.make((client, application, key) -> client.batch(application, key, index, requests));
                if (!written.hasNonNull("taskID")) {
                    throw new EngineAway("Algolia");
                }
                if (!index.equals(name)) {
                    tasks.await(index, written);
                }
                left.forEach(change -> outcomes.put(change, Outcome.of(change, true)));
                left.clear();
            } catch (EngineRefused e) {
                var unfit = UNFIT.matcher(String.valueOf(e.getMessage()));
                var at = unfit.find() ? Integer.parseInt(unfit.group(1)) : -1;
                if (e.status() != 400 || at < 0 || at >= left.size()) {
                    throw e;
                }
                var refused = left.remove(at);
                outcomes.put(refused, Outcome.refused(refused, String.valueOf(e.getMessage())));
            }
        }
        return outcomes;
    }

    private ObjectNode request(Change change) {
        return Json.of("action", "partialUpdateObject", "body", AlgoliaRecord.of(change, clock.millis()));
    }

    @Override
    public Answers answers() {
        return answers;
    }

    @Override
    public Set<Hit> among(Collection<Hit> hits, Asked asked) {
        var question = asked.question();
        var found = new HashSet<Hit>();
        for (var record : objects(
                asking,
                hits.stream()
                        .map(hit -> AlgoliaRecord.id(hit.kind(), hit.key()))
                        .toList(),
                List.of("kind", "labels", "everybody"))) {
            var labels = new HashSet<String>();
            record.path("labels").forEach(label -> labels.add(label.asText()));
            var hit = AlgoliaRecord.hit(record.path("objectID").asText());
            if (record.path("kind").asText().equals(hit.kind().stored())
                    && question.kinds().contains(hit.kind())
                    && labels.containsAll(question.labels())
                    && (!question.everybody() || record.path("everybody").asBoolean())) {
                found.add(hit);
            }
        }
        return found;
    }

    @Override
    public Search search(Asked asked, boolean prominent) {
        return new Search() {
            @Override
            public List<Place> read(boolean loose, long score, long seq, int limit) {
                var query = query(asked.question(), asked.question().text());
                query.set("optionalWords", Json.array(optional(asked)));
                if (asked.question().asker() != null) {
                    query.put("clickAnalytics", !prominent);
                }
                if (prominent) {
                    query.set("restrictSearchableAttributes", Json.array(List.of("title", "name")));
                }
                return places(query, score, limit);
            }

            @Override
            public List<Explained> explain(boolean loose, int limit) {
                return read(loose, Long.MAX_VALUE, 0, limit).stream()
                        .map(place -> new Explained(
                                place, Map.of("place", text(place.score()), "popular", (double) place.popularity())))
                        .toList();
            }

            /** Algolia leaves words away by itself where nothing has all of them. */
            @Override
            public boolean loosens() {
                return false;
            }
        };
    }

    @Override
    public List<Place> popular(Asked asked, long score, long seq, int limit) {
        return places(query(asked.question(), ""), score, limit);
    }

    /** The first one has 1, the tenth a tenth. */
    @Override
    public double text(long score) {
        return 1.0 / Math.max(1, TOP - score);
    }

    /** Stop words as they were typed. */
    private static List<String> optional(Asked asked) {
        var clauses = Clause.of(asked);
        var needed = Clause.needed(clauses);
        return clauses.stream()
                .filter(clause -> !needed.contains(clause))
                .flatMap(clause -> clause.terms().stream())
                .map(term -> asked.question()
                        .text()
                        .substring(term.word().start(), term.word().end()))
                .toList();
    }

    /** Without a token Algolia would take all who ask through us for one person, and count them in a test as that. */
    private static ObjectNode query(Question question, String text) {
        var query = Json.of(
                "query",
                text.codePointCount(0, text.length()) <= LONGEST_QUERY
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUERY)),
                "queryType",
                text.endsWith(" ") ? "prefixNone" : "prefixLast",
                "removeWordsIfNoResults",
                "allOptional",
                "filters",
                filters(question),
                "enableRules",
                false,
                "attributesToRetrieve",
                List.of("popularity"),
                "attributesToHighlight",
                List.of());
        var asker = question.asker();
        if (asker == null) {
            query.put("enableABTest", false);
            query.put("clickAnalytics", false);
        } else {
            query.put("userToken", asker.toString());
        }
        return query;
    }

    private static String filters(Question question) {
        var filters = new StringBuilder(question.kinds().stream()
                .map(kind -> "kind:" + kind.stored())
                .sorted()
                .collect(Collectors.joining(" OR ", "(", ")")));
        if (question.everybody()) {
            filters.append(" AND everybody:true");
        }
        question.labels()
                .forEach(label -> filters.append(" AND labels:\"")
                        .append(label.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"'));
        return filters.toString();
    }

    /** Behind a place of ours. Where another engine began the list, none is: then it begins anew. */
    private static long offset(long score) {
        var offset = TOP - score;
        return offset < 0 || offset > FARTHEST ? 0 : offset;
    }

    private List<Place> places(ObjectNode query, long score, int limit) {
        var offset = offset(score);
        query.put("offset", offset);
        query.put("length", limit);
        var parameters = query.toString();
        var answer = asking.find((client, application, key) -> client.query(application, key, name, parameters));
        if (answer.isEmpty()) {
            return List.of();
        }
        if (!answer.get().path("hits").isArray()) {
            throw new EngineAway("Algolia");
        }
        var places = new ArrayList<Place>();
        var queryId = answer.get().path("queryID");
        for (var hit : answer.get().path("hits")) {
            var of = AlgoliaRecord.hit(hit.path("objectID").asText());
            var position = offset + places.size() + 1;
            places.add(new Place(
                    of.kind(),
                    of.key(),
                    TOP - position,
                    TOP - position,
                    hit.path("popularity").asInt(),
                    queryId.isTextual() ? new Trace(queryId.asText(), (int) position) : null));
        }
        return places;
    }

    @Override
    public Map<String, Stored> look(Kind kind, Collection<String> keys) {
        var stored = new HashMap<String, Stored>();
        for (var record : objects(
                reading,
                keys.stream().map(key -> AlgoliaRecord.id(kind, key)).toList(),
                List.of("kind", "fingerprint", "popularity"))) {
            if (record.path("kind").asText().equals(kind.stored())) {
                stored.put(
                        AlgoliaRecord.hit(record.path("objectID").asText()).key(),
                        new Stored(
                                record.path("fingerprint").asText(),
                                record.path("popularity").asInt()));
            }
        }
        return stored;
    }

    /** Those that are there. */
    private List<JsonNode> objects(Door door, List<String> ids, List<String> attributes) {
        var records = new ArrayList<JsonNode>();
        if (ids.isEmpty()) {
            return records;
        }
        var requests = Json.of(
                        "requests",
                        ids.stream()
                                .map(id ->
                                        Json.of("indexName", name, "objectID", id, "attributesToRetrieve", attributes))
                                .toList())
                .toString();
        door.find((client, application, key) -> client.objects(application, key, requests))
                .ifPresent(answer -> answer.path("results").forEach(record -> {
                    if (record.isObject()) {
                        records.add(record);
                    }
                }));
        return records;
    }

    @Override
    public List<String> keys(Kind kind, @Nullable String after, int limit) {
        var cursor = after == null ? null : cursors.remove(kind + after);
        if (after != null && cursor == null) {
            return List.of();
        }
        var query = Json.of("hitsPerPage", limit, "attributesToRetrieve", List.of("kind"));
        if (cursor == null) {
            query.put("filters", "kind:" + kind.stored());
        } else {
            query.put("cursor", cursor);
        }
        var parameters = query.toString();
        var keys = new ArrayList<String>();
        reading.find((client, application, key) -> client.browse(application, key, name, parameters))
                .ifPresent(answer -> {
                    answer.path("hits")
                            .forEach(hit -> keys.add(
                                    AlgoliaRecord.hit(hit.path("objectID").asText())
                                            .key()));
                    if (answer.hasNonNull("cursor") && !keys.isEmpty()) {
                        cursors.put(
                                kind + keys.get(keys.size() - 1),
                                answer.path("cursor").asText());
                    }
                });
        return keys;
    }

    @Override
    public long begin() {
        var before = generations();
        before.forEach(given -> delete(building(given)));
        var generation = before.stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        // Settings make the index.
        pushed.push(building(generation), rules);
        return generation;
    }

    /** What is not there cannot take a place. */
    @Override
    public void publish(long generation) {
        if (generations().contains(generation)) {
            replaceBy(building(generation));
        }
        pushed.keepReplicas(name);
    }

    /**
     * With the rules that the index has now: those of the other are as old as its beginning, and of a process that may have known none. One
     * without settings of ours was made by whoever wrote to it a moment after it had taken its place, and holds nothing but that.
     */
    private void replaceBy(String heir) {
        if (!pushed.isOurs(heir)) {
            delete(heir);
            return;
        }
        if (pushed.isOurs(name)) {
            operate(
                    name,
                    Json.of(
                            "operation",
                            "copy",
                            "destination",
                            heir,
                            "scope",
                            List.of("settings", "rules", "synonyms")));
        }
        pushed.noteReplicas(name, heir);
        operate(heir, Json.of("operation", "move", "destination", name));
    }

    private void operate(String index, ObjectNode operation) {
        var told = operation.toString();
        tasks.await(
                operation.path("destination").asText(),
                writing.make((client, application, key) -> client.operate(application, key, index, told)));
    }

    private void delete(String index) {
        writing.find((client, application, key) -> client.delete(application, key, index))
                .ifPresent(written -> tasks.await(index, written));
    }

    /** Takes away ends of documents, a day later. */
    @Override
    public boolean sweep() {
        var parameters = Json.of(
                        "hitsPerPage",
                        SWEPT,
                        "attributesToRetrieve",
                        List.of("kind"),
                        "filters",
                        "kind:gone AND goneAt < "
                                + clock.instant().minus(LATEST).toEpochMilli())
                .toString();
        var old = new ArrayList<ObjectNode>();
        reading.find((client, application, key) -> client.browse(application, key, name, parameters))
                .ifPresent(answer -> answer.path("hits")
                        .forEach(hit -> old.add(Json.of(
                                "action",
                                "deleteObject",
                                "body",
                                Json.of("objectID", hit.path("objectID").asText())))));
        if (old.isEmpty()) {
            return false;
        }
        var requests = Json.of("requests", old).toString();
        writing.make((client, application, key) -> client.batch(application, key, name, requests));
        return old.size() == SWEPT;
    }

    @Override
    public void adopt(RuleBook book) {
        rules = book.rules();
        pushed.push(name, rules);
    }

    /** The numbers of what is being filled. */
    private Set<Long> generations() {
        var numbers = new TreeSet<Long>();
        var temporary = Pattern.compile(Pattern.quote(name) + "_tmp_(\\d{1,18})");
        var indexes = writing.make((client, application, key) -> client.list(application, key));
        if (!indexes.has("items")) {
            throw new EngineAway("Algolia");
        }
        indexes.path("items").forEach(index -> {
            var matcher = temporary.matcher(index.path("name").asText());
            if (matcher.matches()) {
                numbers.add(Long.parseLong(matcher.group(1)));
            }
        });
        return numbers;
    }

    private String building(long generation) {
        return name + "_tmp_" + generation;
    }
}
