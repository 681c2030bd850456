package io.overdub.search.index;

/** The generations of two engines that are filled together, as the one number that whoever fills them knows. */
record Twin(long first, long second) {

    /** A million of the first, where it is no twin itself. */
    static final int PLAIN = 20;

    /** Room for a twin in the place of the first. */
    static final int NESTED = 2 * PLAIN;

    static long join(long first, long second, int bits) {
        return second << bits | first;
    }

    static Twin of(long generation, int bits) {
        return new Twin(generation & (1L << bits) - 1, generation >> bits);
    }
}
