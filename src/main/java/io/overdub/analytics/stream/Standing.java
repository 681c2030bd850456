package io.overdub.analytics.stream;

/**
 * How far reading is behind.
 *
 * @param waiting records, or about as many
 * @param oldestSeconds the age of the oldest of them; 0 when there is none
 */
public record Standing(long waiting, long oldestSeconds) {}
