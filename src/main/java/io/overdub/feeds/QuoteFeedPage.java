package io.overdub.feeds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same as {@link FeedPage}, of quotes. */
record QuoteFeedPage(List<QuoteFeedItem> items, @Nullable String next, FeedPage.Order order) {

    static QuoteFeedPage of(Scrolling.Part<QuoteFeedItem> part) {
        return new QuoteFeedPage(part.items(), part.next(), part.order());
    }
}
