package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import java.time.Instant;

/** As much of a dub as decides how far up in a feed it comes. Not private when it was read; who may see it is decided when it is shown. */
public record Candidate(DubId id, AccountId author, QuoteId quote, long likes, long durationMs, Instant publishedAt) {}
