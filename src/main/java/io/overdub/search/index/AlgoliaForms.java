package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.overdub.search.index.Rules.Field;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rules as Algolia knows them. What it has no equal of stays away: formulas, blocked words, stop words, synonyms of one language, and how
 * much each weight is; their order remains.
 *
 * @param shared settings of the index and its replicas
 * @param own what the index alone sorts by
 */
record AlgoliaForms(ObjectNode shared, ObjectNode own, List<ObjectNode> rules, List<ObjectNode> synonyms) {

    private static final int MOST_HIDDEN = 50;

    static AlgoliaForms of(Rules rules) {
        return new AlgoliaForms(
                shared(rules), Json.of("customRanking", List.of("desc(popularity)")), rules(rules), synonyms(rules));
    }

    /** Tells whether the settings are these. */
    String print() {
        return print(List.of(shared, own));
    }

    /** The print that settings have which are there, as far as they are ours. */
    String printOf(JsonNode settings) {
        return print(List.of(same(shared, settings), same(own, settings)));
    }

    String printOfExtras() {
        return print(List.of(Json.array(rules), Json.array(synonyms)));
    }

    private static ObjectNode same(ObjectNode wanted, JsonNode found) {
        var same = Json.of();
        wanted.fieldNames().forEachRemaining(name -> same.set(name, found.path(name)));
        return same;
    }

    private static ObjectNode shared(Rules rules) {
        return Json.of(
                "searchableAttributes",
                searchable(rules),
                "attributesForFaceting",
                List.of("filterOnly(kind)", "filterOnly(labels)", "filterOnly(everybody)"),
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
            condition.put("context", "language-" + language.toLowerCase(Locale.ROOT));
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

    private static String print(List<? extends JsonNode> json) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(json.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
