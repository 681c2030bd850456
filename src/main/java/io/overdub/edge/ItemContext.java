package io.overdub.edge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an item was shown, and what it is.
 *
 * @param feed which, such as {@code for-you}; or the place outside of feeds, such as {@code profile}
 * @param item a dub or a quote
 * @param author whose dub it is; absent of a quote
 * @param lengthMs how long the whole of a dub takes; 0 of a quote
 * @param formula what put it in its place; absent where the place followed from the time
 * @param formulaVersion 0 where there is no formula
 * @param place from 0
 * @param at when, by the server's clock
 */
public record ItemContext(
        String feed,
        UUID item,
        @Nullable UUID author,
        long lengthMs,
        @Nullable String formula,
        int formulaVersion,
        int place,
        Instant at) {}
