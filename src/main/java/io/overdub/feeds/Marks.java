package io.overdub.feeds;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.LongStream;

/** A set of ids in 8 bytes each: of an id the 62 random bits are kept. Of 10,000 of them, one in 10^14 others is taken for one. */
final class Marks {

    static final Marks NONE = of(LongStream.empty());

    private final long[] sorted;

    private Marks(long[] sorted) {
        this.sorted = sorted;
    }

    static Marks of(LongStream marks) {
        return new Marks(marks.sorted().distinct().toArray());
    }

    static long of(UUID id) {
        return id.getLeastSignificantBits();
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    int size() {
        return sorted.length;
    }

    boolean has(UUID id) {
        return Arrays.binarySearch(sorted, of(id)) >= 0;
    }
}
