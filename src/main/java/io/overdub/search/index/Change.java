package io.overdub.search.index;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one document.
 *
 * @param key names it among its kind; at most 64 characters
 * @param version changes with a lower one than the last that was written are outdated
 * @param document null: it is gone
 */
public record Change(
        Kind kind, String key, long version, @Nullable Document document) {}
