package io.overdub.dubs;

import io.overdub.quotes.QuoteId;
import java.util.List;

/**
 * What is written about a dub that others than its author may see.
 *
 * @param quoteTitle of its quote, when the dub was made
 * @param forEverybody else for the author's followers only
 */
public record Caption(
        DubId dub,
        QuoteId quote,
        String quoteTitle,
        String text,
        List<String> tags,
        boolean forEverybody,
        long likes) {}
