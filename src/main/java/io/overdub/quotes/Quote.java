package io.overdub.quotes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sound that people dub to.
 *
 * @param language BCP 47, such as {@code en} or {@code pt-BR}
 * @param soundUrl a delivery address that may change and expire
 * @param attribution the credit line that goes with every use
 * @param waveform 200 peaks, each 0 to 255; only where one quote is shown by itself, and absent until they were made
 */
public record Quote(
        QuoteId id,
        String title,
        String language,
        List<String> tags,
        String attribution,
        long durationMs,
        String soundUrl,
        Instant publishedAt,
        @Nullable List<Integer> waveform) {

    Quote with(List<Integer> peaks) {
        return new Quote(id, title, language, tags, attribution, durationMs, soundUrl, publishedAt, peaks);
    }
}
