package io.overdub.quotes;

import java.util.List;

/**
 * A part of what changed, in any order.
 *
 * @param upserts quotes to put into the copy, over what it has
 * @param deletes quotes to take out of it, if it has them
 * @param next the token to ask with from now on; keep it with the copy
 * @param more whether to ask again at once
 */
record CatalogueChanges(List<Quote> upserts, List<QuoteId> deletes, String next, boolean more) {}
