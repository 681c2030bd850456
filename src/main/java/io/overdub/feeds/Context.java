package io.overdub.feeds;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an item was shown to somebody.
 *
 * @param feed which, such as {@code for-you}
 * @param item a dub or a quote
 * @param ranker absent where the place followed from the time
 * @param place as in {@link Line}
 * @param at when, by the server's clock
 */
record Context(String feed, UUID item, @Nullable RankerVersion ranker, int place, Instant at) {}
