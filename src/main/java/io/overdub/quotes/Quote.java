package io.overdub.quotes;

import java.time.Instant;
import java.util.List;

/**
 * A sound that people dub to.
 *
 * @param language BCP 47, such as {@code en} or {@code pt-BR}
 * @param soundUrl a delivery address that may change and expire
 * @param attribution the credit line that goes with every use
 */
public record Quote(
        QuoteId id,
        String title,
        String language,
        List<String> tags,
        String attribution,
        long durationMs,
        String soundUrl,
        Instant publishedAt) {}
