package io.overdub.dubs;

import io.overdub.quotes.QuoteId;

/**
 * Whose sound it is, as it stood when the dub was made; it outlives renames and withdrawals of the quote.
 *
 * @param licence empty when nobody had said
 */
record Attribution(QuoteId quoteId, String title, String text, String licence) {}
