package io.overdub.uploads;

/**
 * What a person uses of their limits.
 *
 * @param open how many wait for completion, whoever opened them
 * @param today how many they opened since the day began and did not abort
 * @param bytesToday of those, what is ready, was ready or is still awaited
 * @param sentBefore whether something that is ready has the bytes that were asked about
 */
record Usage(int open, int today, long bytesToday, boolean sentBefore) {}
