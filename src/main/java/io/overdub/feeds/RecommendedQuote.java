package io.overdub.feeds;

import io.overdub.quotes.Quote;

/** A quote that somebody may want to dub, and why. */
record RecommendedQuote(Quote quote, Reason reason) {

    enum Reason {
        /** By people who use the same quotes as the viewer. */
        USED_TOGETHER,
        /** Many use it, whoever looks. */
        POPULAR
    }
}
