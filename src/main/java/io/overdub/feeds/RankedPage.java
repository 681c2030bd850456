package io.overdub.feeds;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a ranked feed.
 *
 * @param next absent on the last page
 * @param order {@code newest} when ranking was not possible just now
 */
record RankedPage(List<FeedItem> items, @Nullable String next, Order order) {

    @Schema(name = "FeedOrder")
    enum Order {
        RANKED,
        NEWEST
    }
}
