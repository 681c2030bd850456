package io.overdub.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.overdub.search.index.AlgoliaServer.Refused;
import io.overdub.search.index.Words.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An index at Algolia: its records, settings, rules and synonyms. It finds as the documents tell (beginnings, typos by the length of a word,
 * synonyms, optional words, filters on what was declared for it), and ranks by fewer of the criteria than Algolia has.
 */
final class AlgoliaShelf {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_RECORD = 10_000;
    private static final int MOST_HITS = 1_000;
    private static final int LONGEST_QUERY = 512;
    private static final Set<String> QUERY = Set.of(
            "query",
            "queryType",
            "optionalWords",
            "removeWordsIfNoResults",
            "filters",
            "enableRules",
            "clickAnalytics",
            "enableABTest",
            "userToken",
            "attributesToRetrieve",
            "attributesToHighlight",
            "restrictSearchableAttributes",
            "offset",
            "length");
    private static final List<String> TEXTS = List.of("title", "name", "text", "transcript");
    private static final Pattern TERM = Pattern.compile("(kind|labels|everybody):(\"(?:[^\"\\\\]|\\\\.)*\"|\\S+)");
    private static final Pattern BELOW = Pattern.compile("goneAt < (\\d+)");

    /** @param places by word, the texts that it is in */
    private record Shelved(ObjectNode record, Map<String, Set<String>> places, Map<String, String> phrases) {

        static Shelved of(ObjectNode record) {
            var places = new HashMap<String, Set<String>>();
            var phrases = new HashMap<String, String>();
            for (var text : TEXTS) {
                var words = wordsOf(record.path(text));
                words.forEach(word ->
                        places.computeIfAbsent(word, unknown -> new HashSet<>()).add(text));
                phrases.put(text, " " + String.join(" ", words) + " ");
            }
            return new Shelved(record, places, phrases);
        }

        private static List<String> wordsOf(JsonNode value) {
            var words = new ArrayList<String>();
            (value.isArray() ? value : JSON.createArrayNode().add(value))
                    .forEach(text -> Words.in(text.asText()).forEach(word -> words.add(word.folded())));
            return words;
        }

        int attribute(String word, List<String> order) {
            return places.getOrDefault(word, Set.of()).stream()
                    .mapToInt(order::indexOf)
                    .filter(at -> at >= 0)
                    .min()
                    .orElse(order.size());
        }
    }

    private final Map<String, Shelved> records = new TreeMap<>();
    private final Map<String, Set<String>> idsByWord = new HashMap<>();
    ObjectNode settings = JSON.createObjectNode();
    JsonNode rules = JSON.createArrayNode();
    JsonNode synonyms = JSON.createArrayNode();
    private int queries;

    int size() {
        return records.size();
    }

    @Nullable ObjectNode record(String id) {
        var shelved = records.get(id);
        return shelved == null ? null : shelved.record();
    }

    void batch(JsonNode requests) throws Refused {
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
        for (var request : requests) {
            var record = (ObjectNode) request.path("body");
            switch (request.path("action").asText()) {
                case "partialUpdateObject" -> update(record);
                case "deleteObject" -> forget(record.path("objectID").asText());
                default -> throw new Refused(400, "an action that tests do not know");
            }
        }
    }

    /** Left out as a whole when its version is not above the one that is there. */
    private void update(ObjectNode record) throws Refused {
        var version = record.path("version");
        if (!version.path("_operation").asText().equals("IncrementSet")) {
            throw new Refused(400, "a record without a version");
        }
        var id = record.path("objectID").asText();
        var known = record(id);
        if (known != null
                && known.path("version").asLong() >= version.path("value").asLong()) {
            return;
        }
        var written = known == null ? JSON.createObjectNode() : known.deepCopy();
        written.setAll(record);
        written.put("version", version.path("value").asLong());
        forget(id);
        var shelved = Shelved.of(written);
        records.put(id, shelved);
        shelved.places()
                .keySet()
                .forEach(word -> idsByWord
                        .computeIfAbsent(word, unknown -> new HashSet<>())
                        .add(id));
    }

    private void forget(String id) {
        var gone = records.remove(id);
        if (gone != null) {
            gone.places()
                    .keySet()
                    .forEach(word -> idsByWord.getOrDefault(word, Set.of()).remove(id));
        }
    }

    JsonNode browse(JsonNode body) throws Refused {
        var cursor = body.path("cursor").asText("").split("\n", 2);
        var filters = cursor.length == 2 ? cursor[1] : body.path("filters").asText();
        var from = cursor.length == 2 ? cursor[0] : "";
        var most = body.path("hitsPerPage").asInt(MOST_HITS);
        var hits = new ArrayList<ObjectNode>();
        for (var record : records.entrySet()) {
            if (record.getKey().compareTo(from) > 0 && passes(record.getValue().record(), filters)) {
                hits.add(record.getValue().record());
            }
        }
        var page = hits.subList(0, Math.min(most, hits.size()));
        var answer = Json.of("hits", page);
        if (page.size() < hits.size()) {
            answer.put("cursor", page.get(page.size() - 1).path("objectID").asText() + "\n" + filters);
        }
        return answer;
    }

    /** A word of a query, the words that are there and match it, each with its typos, and phrases that will do as well. */
    private record Sought(Word word, boolean optional, Map<String, Integer> matching, Set<String> phrases) {}

    private record Ranked(ObjectNode record, int missing, int found, int typos, int attribute, int exact) {}

    JsonNode query(JsonNode body) throws Refused {
        for (var name : (Iterable<String>) body::fieldNames) {
            if (!QUERY.contains(name)) {
                throw new Refused(400, "Unknown parameter: " + name);
            }
        }
        if (!body.path("offset").canConvertToInt() || body.path("offset").asInt() < 0) {
            throw new Refused(400, "offset is a number of hits");
        }
        var offset = body.path("offset").asInt();
        var length = body.path("length").asInt();
        if (length > MOST_HITS || body.path("query").asText().length() > LONGEST_QUERY) {
            throw new Refused(400, "length is at most 1000, and a query has 512 characters");
        }
        var order = order(body);
        var sought = sought(body);
        var ranked = new ArrayList<Ranked>();
        for (var shelved : candidates(sought)) {
            if (passes(shelved.record(), body.path("filters").asText())) {
                ranked.add(rank(shelved, sought, order));
            }
        }
        var whole = ranked.stream().anyMatch(one -> one.missing() == 0 && (one.found() > 0 || sought.isEmpty()));
        ranked.removeIf(one -> !sought.isEmpty() && (whole ? one.missing() > 0 : one.found() == 0));
        ranked.sort(Comparator.comparingInt(Ranked::found)
                .reversed()
                .thenComparingInt(Ranked::typos)
                .thenComparingInt(Ranked::attribute)
                .thenComparing(one -> -one.exact())
                .thenComparing(one -> -one.record().path("popularity").asInt()));
        var window = ranked.subList(0, Math.min(ranked.size(), MOST_HITS));
        var answer = Json.of(
                "hits",
                window.stream().skip(offset).limit(length).map(Ranked::record).toList(),
                "nbHits",
                ranked.size());
        if (body.path("clickAnalytics").asBoolean()) {
            answer.put("queryID", "%032x".formatted(++queries));
        }
        return answer;
    }

    private List<String> order(JsonNode body) {
        var order = new ArrayList<String>();
        settings.path("searchableAttributes")
                .forEach(field -> order.addAll(List.of(
                        field.asText().replaceAll("unordered\\(|\\)", "").split(","))));
        var only = body.path("restrictSearchableAttributes");
        order.removeIf(field -> !only.isMissingNode() && !only.toString().contains("\"" + field + "\""));
        return order;
    }

    private List<Sought> sought(JsonNode body) {
        var text = body.path("query").asText();
        var optional = new HashSet<String>();
        body.path("optionalWords")
                .forEach(word -> Words.asked(word.asText()).forEach(one -> optional.add(one.folded())));
        var words = Words.asked(text);
        var folded = words.stream().map(Word::folded).toList();
        var sought = new ArrayList<Sought>();
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var open = i == words.size() - 1
                    && body.path("queryType").asText().equals("prefixLast")
                    && word.end() == text.length();
            var matching = new HashMap<String, Integer>();
            idsByWord.keySet().forEach(known -> {
                var distance = distance(word, known, open);
                if (distance < Integer.MAX_VALUE) {
                    matching.put(known, distance);
                }
            });
            sought.add(new Sought(word, optional.contains(word.folded()), matching, phrases(folded, i)));
        }
        return sought;
    }

    /** What stands for some words in a row of which this is one. */
    private Set<String> phrases(List<String> words, int at) {
        var phrases = new LinkedHashSet<String>();
        for (var group : synonyms) {
            var all = new ArrayList<String>();
            group.path("synonyms")
                    .forEach(one -> all.add(
                            Words.asked(one.asText()).stream().map(Word::folded).collect(Collectors.joining(" "))));
            for (var one : all) {
                var length = one.split(" ").length;
                for (var from = Math.max(0, at - length + 1); from <= at && from + length <= words.size(); from++) {
                    if (String.join(" ", words.subList(from, from + length)).equals(one)) {
                        phrases.addAll(all);
                        phrases.remove(one);
                    }
                }
            }
        }
        return phrases;
    }

    private Collection<Shelved> candidates(List<Sought> sought) {
        if (sought.isEmpty()) {
            return records.values();
        }
        var ids = new HashSet<String>();
        for (var one : sought) {
            one.matching().keySet().forEach(word -> ids.addAll(idsByWord.get(word)));
            one.phrases().forEach(phrase -> ids.addAll(idsByWord.getOrDefault(phrase.split(" ")[0], Set.of())));
        }
        return ids.stream().sorted().map(records::get).toList();
    }

    private static Ranked rank(Shelved shelved, List<Sought> sought, List<String> order) {
        var missing = 0;
        var found = 0;
        var typos = 0;
        var exact = 0;
        var attribute = order.size();
        for (var one : sought) {
            var least = Integer.MAX_VALUE;
            var best = order.size();
            for (var match : one.matching().entrySet()) {
                var at = shelved.attribute(match.getKey(), order);
                if (at < order.size() && (match.getValue() < least || match.getValue() == least && at < best)) {
                    least = match.getValue();
                    best = at;
                }
            }
            exact += least == 0 ? 1 : 0;
            if (least > 0 && isSaid(shelved, one.phrases(), order)) {
                least = 0;
            }
            missing += least == Integer.MAX_VALUE && !one.optional() ? 1 : 0;
            found += least == Integer.MAX_VALUE ? 0 : 1;
            typos += least == Integer.MAX_VALUE ? 0 : least;
            attribute = Math.min(attribute, best);
        }
        return new Ranked(shelved.record(), missing, found, typos, attribute, exact);
    }

    private static boolean isSaid(Shelved shelved, Set<String> phrases, List<String> order) {
        return order.stream()
                .anyMatch(field -> phrases.stream()
                        .anyMatch(phrase ->
                                shelved.phrases().getOrDefault(field, "").contains(" " + phrase + " ")));
    }

    private static int distance(Word typed, String word, boolean open) {
        var begins = open
                || typed.folded().codePointCount(0, typed.folded().length()) == 1
                        && typed.script() == Words.Script.PAIRED;
        if (begins ? word.startsWith(typed.folded()) : word.equals(typed.folded())) {
            return 0;
        }
        var allowed = typed.script() == Words.Script.SPACED ? Typos.allowed(typed.folded()) : 0;
        var longer = word.length() - typed.folded().length();
        if (allowed == 0 || longer < -2 * allowed || longer > 2 * allowed && !open) {
            return Integer.MAX_VALUE;
        }
        var distance = Typos.distance(typed.folded(), word, open);
        return distance <= allowed ? distance : Integer.MAX_VALUE;
    }

    /** Kinds are alternatives, all else must be. */
    private boolean passes(ObjectNode record, String filters) throws Refused {
        var terms = TERM.matcher(filters);
        var kinds = new ArrayList<String>();
        var passes = true;
        while (terms.find()) {
            var attribute = terms.group(1);
            if (!settings.path("attributesForFaceting").toString().contains("(" + attribute + ")")) {
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
