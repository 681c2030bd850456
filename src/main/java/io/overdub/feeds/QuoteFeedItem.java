package io.overdub.feeds;

import io.overdub.quotes.Quote;
import org.jspecify.annotations.Nullable;

/** The same as {@link FeedItem}, of a quote. */
record QuoteFeedItem(Quote quote, Reason reason, @Nullable RankerVersion ranker, String context) {}
