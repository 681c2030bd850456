package io.overdub.quotes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A quote that somebody keeps, on a soundboard or among their favourites.
 *
 * @param available false for what was withdrawn, is not published now, or is not for where the viewer is: it keeps its place
 * @param quote absent when it is not available
 */
public record SavedQuote(
        QuoteId quoteId, boolean available, @Nullable Quote quote, Instant savedAt) {}
