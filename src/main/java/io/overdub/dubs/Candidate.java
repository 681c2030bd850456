package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** As much of a dub as decides how far up in a feed it comes. Not private when it was read; who may see it is decided when it is shown. */
public record Candidate(
        DubId id,
        AccountId author,
        QuoteId quote,
        long likes,
        long comments,
        long plays,
        @Nullable Double completion,
        long shares,
        long durationMs,
        Instant publishedAt) {

    /** What it has brought about so far. To write something takes more than to like, to send it to others more again; as Stream weighs them. */
    public long popularity() {
        return likes + 2 * comments + 3 * shares;
    }
}
