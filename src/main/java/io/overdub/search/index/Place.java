package io.overdub.search.index;

import org.jspecify.annotations.Nullable;

/**
 * Where a document stands in a list of an engine: by descending score, and of equal ones by descending number.
 *
 * @param score as a whole number that orders as the engine does; only the engine knows its unit
 * @param seq a number of the document's own that stays
 * @param popularity in the steps of {@link Fingerprints}
 * @param trace null where the engine does not want to hear of it again
 */
record Place(
        Kind kind,
        String key,
        long score,
        long seq,
        int popularity,
        @Nullable Trace trace) {

    Place(Kind kind, String key, long score, long seq, int popularity) {
        this(kind, key, score, seq, popularity, null);
    }

    Hit hit() {
        return new Hit(kind, key);
    }

    Answer answer() {
        return new Answer(hit(), trace);
    }
}
