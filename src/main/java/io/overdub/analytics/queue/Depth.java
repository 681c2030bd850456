package io.overdub.analytics.queue;

import org.jspecify.annotations.Nullable;

/**
 * What a queue holds.
 *
 * @param oldestSeconds the age of the oldest that waits; 0 when there is none, absent when the engine does not tell
 */
public record Depth(long waiting, @Nullable Long oldestSeconds, long dead) {}
