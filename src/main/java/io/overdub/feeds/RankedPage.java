package io.overdub.feeds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a ranked feed.
 *
 * @param next absent on the last page
 * @param order {@code newest} when ranking was not possible just now
 */
record RankedPage(List<FeedItem> items, @Nullable String next, Order order) {

    enum Order {
        RANKED,
        NEWEST
    }
}
