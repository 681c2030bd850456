package io.overdub.quotes;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A quote as stored, without the address of its sound, which changes by the hour. */
record QuoteRow(
        UUID id,
        String title,
        String language,
        List<String> tags,
        String attribution,
        String mediaKey,
        long durationMs,
        Instant publishedAt) {

    Quote at(String soundUrl) {
        return new Quote(new QuoteId(id), title, language, tags, attribution, durationMs, soundUrl, publishedAt);
    }
}
