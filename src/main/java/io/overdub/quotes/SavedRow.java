package io.overdub.quotes;

import java.time.Instant;

/** That somebody keeps a quote, and since when. */
record SavedRow(QuoteId quote, Instant savedAt) {}
