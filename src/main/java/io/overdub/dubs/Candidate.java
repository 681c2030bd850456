package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import java.time.Instant;

/** As much of a dub as decides how far up in a feed it comes. Not private when it was read; who may see it is decided when it is shown. */
public record Candidate(
        DubId id, AccountId author, QuoteId quote, long likes, long comments, long durationMs, Instant publishedAt) {

    /** What it has brought about so far. To write something takes more than to like. */
    public long popularity() {
        return likes + 2 * comments;
    }
}
