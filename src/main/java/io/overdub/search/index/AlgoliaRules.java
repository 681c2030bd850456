package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.External;
import io.overdub.search.index.Rules.Field;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings settings, rules and synonyms to Algolia, where clients that search there directly meet them. What Algolia has no equal of stays
 * away: formulas, blocked words, our own stop words, synonyms of one language, and how much each weight is; their order remains.
 *
 * <p>The settings carry a print of themselves, so that what somebody changed by hand in the dashboard is noticed, told and undone.
 */
@External
final class AlgoliaRules {

    private static final Logger LOG = Logger.getLogger(AlgoliaRules.class);
    private static final int MOST_HIDDEN = 50;

    private final AlgoliaIndex.Door reading;
    private final AlgoliaIndex.Door writing;
    private final AlgoliaTasks tasks;
    private final Counter edits;

    AlgoliaRules(AlgoliaIndex.Door reading, AlgoliaIndex.Door writing, AlgoliaTasks tasks, MeterRegistry meters) {
        this.reading = reading;
        this.writing = writing;
        this.tasks = tasks;
        this.edits = Counter.builder("overdub.search.algolia.edits")
                .description("times that somebody had changed settings of Algolia by hand")
                .register(meters);
    }

    /** Says what holds; waits until it does. Does nothing where all of it holds already. */
    void push(String index, Rules rules) {
        var wanted = settings(rules);
        var extras = Json.of("rules", rules(rules), "synonyms", synonyms(rules));
        var prints = Json.of("settings", print(wanted), "extras", print(extras));
        var found = reading.find((client, application, key) -> client.settings(application, key, index));
        if (found.isPresent()) {
            var told = found.get().path("userData").path("overdub");
            var isAsLeft = told.path("settings").asText().equals(print(same(wanted, found.get())));
            if (isAsLeft && told.equals(prints)) {
                return;
            }
            if (!isAsLeft && told.isObject()) {
                edits.increment();
                LOG.warnf(
                        "Somebody has changed settings of %s at Algolia by hand; what search.rules say holds again",
                        index);
            }
        }
        var ruleList = extras.path("rules").toString();
        tasks.await(
                index,
                writing.make(
                        (client, application, key) -> client.rules(application, key, index, true, true, ruleList)));
        var synonymList = extras.path("synonyms").toString();
        tasks.await(
                index,
                writing.make((client, application, key) ->
                        client.synonyms(application, key, index, true, true, synonymList)));
        // Last, so that the print tells that all of it was done.
        wanted.set("userData", Json.of("overdub", prints));
        var settings = wanted.toString();
        tasks.await(
                index, writing.make((client, application, key) -> client.set(application, key, index, true, settings)));
    }

    private static ObjectNode settings(Rules rules) {
        return Json.of(
                "searchableAttributes",
                searchable(rules),
                "attributesForFaceting",
                List.of("filterOnly(kind)", "filterOnly(labels)", "filterOnly(everybody)"),
                "customRanking",
                List.of("desc(popularity)"),
                "minWordSizefor1Typo",
                4,
                "minWordSizefor2Typos",
                8,
                "ignorePlurals",
                false,
                "removeStopWords",
                false);
    }

    /** Those that weigh most over all kinds come first; those that weigh the same stand together. */
    private static List<String> searchable(Rules rules) {
        var byWeight = new TreeMap<Double, List<String>>();
        for (var field : Field.values()) {
            var weight = Arrays.stream(Kind.values())
                    .mapToDouble(kind -> rules.weightsOf(kind).of(field))
                    .sum();
            byWeight.computeIfAbsent(-weight, unknown -> new ArrayList<>()).add(field.wireName());
        }
        return byWeight.values().stream()
                .map(fields -> fields.size() == 1 ? "unordered(" + fields.get(0) + ")" : String.join(",", fields))
                .toList();
    }

    private static List<ObjectNode> rules(Rules rules) {
        var all = new ArrayList<ObjectNode>();
        for (var pin : rules.pins()) {
            all.add(rule(
                    "pin-" + all.size(),
                    pin.language(),
                    pin.query(),
                    Json.of(
                            "promote",
                            List.of(Json.of(
                                    "objectIDs",
                                    pin.hits().stream()
                                            .map(hit -> AlgoliaRecord.id(hit.kind(), hit.key()))
                                            .toList(),
                                    "position",
                                    0)))));
        }
        var hides = rules.hides().stream()
                .collect(Collectors.groupingBy(
                        hide -> Arrays.asList(hide.language(), hide.query()), LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<List<@Nullable String>, List<Rules.Hide>> some : hides.entrySet()) {
            for (var from = 0; from < some.getValue().size(); from += MOST_HIDDEN) {
                var part =
                        some.getValue().subList(from, Math.min(some.getValue().size(), from + MOST_HIDDEN));
                all.add(rule(
                        "hide-" + all.size(),
                        some.getKey().get(0),
                        some.getKey().get(1),
                        Json.of(
                                "hide",
                                part.stream()
                                        .map(hide -> Json.of("objectID", AlgoliaRecord.id(hide.kind(), hide.key())))
                                        .toList())));
            }
        }
        return all;
    }

    /** Whoever asks in a language says so with the context {@code language-pt}. */
    private static ObjectNode rule(
            String id, @Nullable String language, @Nullable String query, ObjectNode consequence) {
        var condition = Json.of();
        if (query != null) {
            condition.put("pattern", query);
            condition.put("anchoring", "is");
        }
        if (language != null) {
            condition.put("context", "language-" + language);
        }
        return Json.of(
                "objectID",
                id,
                "conditions",
                condition.isEmpty() ? List.of() : List.of(condition),
                "consequence",
                consequence);
    }

    private static List<ObjectNode> synonyms(Rules rules) {
        var all = new ArrayList<ObjectNode>();
        rules.synonyms().stream()
                .filter(synonyms -> synonyms.language() == null)
                .forEach(synonyms -> all.add(Json.of(
                        "objectID", "synonyms-" + all.size(), "type", "synonym", "synonyms", synonyms.words())));
        return all;
    }

    /** What is there of what is wanted. */
    private static ObjectNode same(ObjectNode wanted, JsonNode found) {
        var same = Json.of();
        wanted.fieldNames().forEachRemaining(name -> same.set(name, found.path(name)));
        return same;
    }

    private static String print(JsonNode json) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(json.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
