package io.overdub.search.index;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much two answers have in common. */
public final class Overlap {

    private static final int COMPARED = 10;

    private Overlap() {}

    /** Which share of the first 10 of one is among the first 10 of the other, of as many as there are; 1 when there are none. */
    public static double atTen(List<Hit> one, List<Hit> other) {
        var first = first(one);
        var second = first(other);
        var most = Math.max(first.size(), second.size());
        first.retainAll(second);
        return most == 0 ? 1 : (double) first.size() / most;
    }

    private static Set<Hit> first(Collection<Hit> hits) {
        return new HashSet<>(hits.stream().limit(COMPARED).toList());
    }
}
