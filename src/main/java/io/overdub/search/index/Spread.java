package io.overdub.search.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * About how often documents have which words and how popular they are, as PostgreSQL found out of a part of them: so a question is asked in
 * the way that costs least. Answers are the same whatever it says.
 *
 * @param documents how many there are; 0 when nobody has counted yet
 * @param words the most frequent ones, each with its share of the documents
 * @param rarest the least of their shares
 * @param popularity the most popular first
 */
record Spread(double documents, NavigableMap<String, Double> words, double rarest, List<Popularity> popularity) {

    static final Spread UNKNOWN = new Spread(0, new TreeMap<>(), 0, List.of());

    /** So much may somebody's popularity grow before it is known that somebody has so much: 8 for each doubling. */
    private static final int GROWTH = 24;

    private static final double TOGETHER = 3;

    /** Of all documents, words that begin with so many letters. */
    private static final List<Double> BEGINNINGS = List.of(1.0, 0.1, 0.03, 0.001);

    /** @param share of the documents that are as popular */
    record Popularity(int level, double share) {}

    Spread with(List<Popularity> found) {
        return new Spread(documents, words, rarest, found);
    }

    double shareOf(String word) {
        return words.getOrDefault(word, 0.0);
    }

    /** A word that is asked for is not as rare as most that are not among the most frequent ones. */
    double shareOfTyped(String word) {
        var known = words.get(word);
        return known == null ? rarest / 3 : known;
    }

    double shareOfBeginning(String letters) {
        var known = words.subMap(letters, letters + Character.MAX_VALUE).values().stream()
                .mapToDouble(share -> share)
                .sum();
        var length = letters.codePointCount(0, letters.length());
        return length < BEGINNINGS.size() ? Math.max(known, BEGINNINGS.get(length)) : Math.max(known, rarest / 3);
    }

    /** Of several of which one will do. */
    static double oneOf(Collection<Double> shares) {
        return Math.min(1, shares.stream().mapToDouble(share -> share).sum());
    }

    /** Of several that must all be there. Words of one language come together more often than by chance. */
    static double all(Collection<Double> shares) {
        var rarest = shares.stream().min(Double::compare).orElse(1.0);
        return rarest
                * shares.stream().sorted().skip(1).reduce(1.0, (one, other) -> one * Math.min(1, TOGETHER * other));
    }

    /** So popular are at least this share of the documents, and not many more; 0 when that is most of them. */
    int popularityOf(double share) {
        var above = 0.0;
        for (var one : popularity) {
            above += one.share();
            if (above >= share) {
                return above > 0.5 ? 0 : one.level();
            }
        }
        return 0;
    }

    /**
     * All levels in steps of so many, the most popular first, each with the millionths of the documents that are in it or above; and those
     * that somebody may reach before it is known.
     */
    List<List<Long>> steps(int width) {
        var numbers = new ArrayList<Long>();
        var shares = new ArrayList<Long>();
        var beyond = popularity.isEmpty() ? 0 : (popularity.get(0).level() + GROWTH) / width;
        for (var number = beyond; number >= 0; number--) {
            var least = number * width;
            numbers.add((long) number);
            shares.add(Math.round(1e6
                    * popularity.stream()
                            .filter(one -> one.level() >= least)
                            .mapToDouble(Popularity::share)
                            .sum()));
        }
        return List.of(numbers, shares);
    }
}
