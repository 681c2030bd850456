package io.overdub.analytics.warehouse;

import org.jspecify.annotations.Nullable;

/**
 * Where the item of an event was shown, as the feed itself signed it.
 *
 * @param place from 0
 * @param formula what put it in its place; absent where the place followed from the time
 */
public record Showing(String feed, int place, @Nullable String formula, int formulaVersion) {}
