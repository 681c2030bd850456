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

    static final String TABLE = "quotes.quote";

    static final int LONGEST_KEY = 100;

    Quote at(String soundUrl) {
        return new Quote(new QuoteId(id), title, language, tags, attribution, durationMs, soundUrl, publishedAt, null);
    }
}
