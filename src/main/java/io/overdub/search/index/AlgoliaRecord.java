package io.overdub.search.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A document as Algolia keeps it: as it was written, for Algolia cuts and folds words by itself. */
final class AlgoliaRecord {

    private static final int LONGEST_KEY = 64;

    private AlgoliaRecord() {}

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

    /**
     * Written only when its version is above the one that is there: Algolia leaves out an update whose {@code IncrementSet} is not. What is
     * gone stays as a record of its end, that no search finds, so that what is older and comes later is known as such.
     *
     * @param now in Unix time, ms
     */
    static ObjectNode of(Change change, long now) {
        var record = Json.of(
                "objectID",
                id(change.kind(), change.key()),
                "version",
                Json.of("_operation", "IncrementSet", "value", change.version()));
        var document = change.document();
        return document == null ? gone(record, now) : there(record, change.kind(), document);
    }

    private static ObjectNode gone(ObjectNode record, long now) {
        record.put("kind", "gone");
        record.put("goneAt", now);
        record.setAll(
                Json.of("title", List.of(), "name", List.of(), "text", "", "transcript", "", "labels", List.of()));
        record.setAll(Json.of("everybody", false, "popularity", 0, "fingerprint", ""));
        return record;
    }

    private static ObjectNode there(ObjectNode record, Kind kind, Document document) {
        record.put("kind", kind.stored());
        record.put("goneAt", 0L);
        record.set("title", Json.array(document.titles()));
        record.set("name", Json.array(document.names()));
        record.put("text", document.text());
        record.put("transcript", document.transcript());
        record.set("labels", Json.array(document.labels()));
        record.put("everybody", document.forEverybody());
        record.put("popularity", Fingerprints.level(document.popularity()));
        record.put("fingerprint", Fingerprints.of(document));
        return record;
    }
}
