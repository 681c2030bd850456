package io.overdub.analytics.queue;

/**
 * What a queue holds.
 *
 * @param oldestSeconds the age of the oldest that waits; 0 when there is none, or the engine does not tell
 */
public record Depth(long waiting, long oldestSeconds, long dead) {}
