package io.overdub.search.index;

/**
 * Where a document stands in a list of an engine: by descending score, and of equal ones by descending number.
 *
 * @param score as a whole number that orders as the engine does; only the engine knows its unit
 * @param seq a number of the document's own that stays
 * @param popularity in the steps of {@link Fingerprints}
 */
record Place(Kind kind, String key, long score, long seq, int popularity) {

    Hit hit() {
        return new Hit(kind, key);
    }
}
