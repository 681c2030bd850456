package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import java.time.Instant;

/**
 * One thing that somebody said about the rights in a quote.
 *
 * @param field {@code attribution}, {@code licence}, {@code source}, {@code author} or {@code rights}
 * @param before empty when nothing was said before
 */
record CreditChange(AccountId changedBy, Instant changedAt, String field, String before, String after) {}
