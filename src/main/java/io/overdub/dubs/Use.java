package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import java.time.Instant;

/**
 * What a dub says of its quote.
 *
 * @param counts whether everybody may see the dub now: only then it is a use of the quote
 * @param at when it was published
 */
public record Use(DubId dub, AccountId author, QuoteId quote, boolean counts, Instant at) {}
