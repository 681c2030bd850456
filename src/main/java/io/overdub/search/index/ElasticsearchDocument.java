package io.overdub.search.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.overdub.search.index.Rules.Field;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A document as Elasticsearch keeps it. Its texts are words that {@link Words} has cut and folded, with a space between, so that a query
 * means the same here as in the other engines, in whatever script, and no plugin of Elasticsearch is needed. Beginnings of words (heads)
 * are words of their own, because a misspelt word need not be typed to its end.
 */
final class ElasticsearchDocument {

    private static final int SHORTEST_HEAD = 3;
    private static final int LONGEST_HEAD = 10;
    private static final int LONGEST_KEY = 64;

    /** Words at these distances are in no phrase, and the same word counts once however often it is there. */
    private static final String TEXT =
            "{\"type\":\"text\",\"analyzer\":\"whitespace\",\"similarity\":\"boolean\",\"norms\":false,"
                    + "\"position_increment_gap\":100}";

    private static final String HEADS =
            "{\"type\":\"text\",\"analyzer\":\"whitespace\",\"similarity\":\"boolean\",\"norms\":false,"
                    + "\"index_options\":\"docs\"}";

    private ElasticsearchDocument() {}

    /** What an index is made with. */
    static String settings(int replicas, String alias) {
        return """
                {"settings": {"number_of_shards": 1, "number_of_replicas": %d, "refresh_interval": "1s"},
                 "aliases": {"%s": {}},
                 "mappings": {
                   "dynamic": "strict",
                   "_source": {"includes": ["fingerprint", "popularity", "deleted_at"]},
                   "properties": {
                     "kind": {"type": "keyword"},
                     "key": {"type": "keyword"},
                     "tie": {"type": "long"},
                     "fingerprint": {"type": "keyword", "index": false, "doc_values": false},
                     "popularity": {"type": "integer"},
                     "deleted_at": {"type": "date", "format": "epoch_millis"},
                     "everybody": {"type": "boolean"},
                     "labels": {"type": "keyword", "doc_values": false},
                     "whole": {"type": "keyword", "doc_values": false},
                     %s}}}""".formatted(
                        replicas,
                        alias,
                        Arrays.stream(Field.values())
                                .map(field -> "\"" + field.wireName() + "\": " + TEXT
                                        + (hasHeads(field) ? ", \"" + heads(field) + "\": " + HEADS : ""))
                                .collect(Collectors.joining(", ")));
    }

    /** What is said is long and seldom misspelt. */
    static boolean hasHeads(Field field) {
        return field != Field.TRANSCRIPT;
    }

    static String heads(Field field) {
        return field.wireName() + "_heads";
    }

    static boolean isHead(Words.Word word) {
        var length = word.folded().codePointCount(0, word.folded().length());
        return word.script() == Words.Script.SPACED && length >= SHORTEST_HEAD && length <= LONGEST_HEAD;
    }

    static boolean isFit(Change change) {
        return !change.key().isEmpty() && change.key().length() <= LONGEST_KEY;
    }

    static String id(Kind kind, String key) {
        return kind.stored() + ":" + key;
    }

    static Hit hit(String id) {
        var colon = id.indexOf(':');
        return new Hit(Kind.fromStored(id.substring(0, colon)), id.substring(colon + 1));
    }

    /** @param now in Unix time, ms; how long a document is gone */
    static ObjectNode of(Change change, long now) {
        var document = change.document();
        if (document == null) {
            return Json.of("deleted_at", now);
        }
        var fields = Json.of();
        fields.put("kind", change.kind().stored());
        fields.put("key", change.key());
        fields.put("tie", tie(change));
        fields.put("fingerprint", Fingerprints.of(document));
        fields.put("popularity", Fingerprints.level(document.popularity()));
        fields.put("everybody", document.forEverybody());
        fields.set("labels", Json.array(document.labels()));
        fields.set(
                "whole",
                Json.array(document.titles().stream()
                        .map(title -> Lexemes.name(Words.in(title)))
                        .filter(name -> !name.isEmpty())
                        .toList()));
        texts(document).forEach((field, texts) -> {
            var words = texts.stream().map(Words::in).toList();
            fields.set(
                    field.wireName(),
                    Json.array(words.stream()
                            .map(some -> some.stream().map(Words.Word::folded).collect(Collectors.joining(" ")))
                            .toList()));
            if (hasHeads(field)) {
                fields.put(heads(field), String.join(" ", heads(words)));
            }
        });
        return fields;
    }

    private static Map<Field, List<String>> texts(Document document) {
        return Map.of(
                Field.TITLE, document.titles(),
                Field.NAME, document.names(),
                Field.TEXT, List.of(document.text()),
                Field.TRANSCRIPT, List.of(document.transcript()));
    }

    private static Set<String> heads(List<List<Words.Word>> texts) {
        var heads = new LinkedHashSet<String>();
        texts.forEach(words -> words.stream()
                .filter(word -> word.script() == Words.Script.SPACED)
                .map(Words.Word::folded)
                .forEach(word -> {
                    var letters = word.codePointCount(0, word.length());
                    for (var length = SHORTEST_HEAD; length <= Math.min(letters, LONGEST_HEAD); length++) {
                        heads.add(word.substring(0, word.offsetByCodePoints(0, length)));
                    }
                }));
        return heads;
    }

    /** Tells documents of one score apart, the same in every index. */
    private static long tie(Change change) {
        var hash = 1_125_899_906_842_597L;
        var id = id(change.kind(), change.key());
        for (var i = 0; i < id.length(); i++) {
            hash = 31 * hash + id.charAt(i);
        }
        return hash * 0x9E3779B97F4A7C15L ^ Objects.hash(id);
    }
}
