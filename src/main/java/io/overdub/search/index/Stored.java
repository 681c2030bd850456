package io.overdub.search.index;

/**
 * What the index knows of a document.
 *
 * @param fingerprint of all but its popularity
 * @param popularity in the steps of {@link Fingerprints}
 */
public record Stored(String fingerprint, int popularity) {

    public boolean says(Document document) {
        return fingerprint.equals(Fingerprints.of(document));
    }

    public boolean isAsPopularAs(Document document) {
        return popularity == Fingerprints.level(document.popularity());
    }
}
