package io.overdub.edge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an item was shown to somebody.
 *
 * @param feed which, such as {@code for-you}
 * @param item a dub or a quote
 * @param formula what put it in its place; absent where the place followed from the time
 * @param formulaVersion 0 where there is no formula
 * @param place from 0
 * @param at when, by the server's clock
 */
public record ItemContext(
        String feed, UUID item, @Nullable String formula, int formulaVersion, int place, Instant at) {}
