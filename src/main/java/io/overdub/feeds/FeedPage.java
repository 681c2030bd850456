package io.overdub.feeds;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of any feed of dubs.
 *
 * @param next absent on the last page
 * @param order {@code newest} also where a feed is ranked else, and that was not possible just now
 */
record FeedPage(List<FeedItem> items, @Nullable String next, Order order) {

    static FeedPage of(Scrolling.Part<FeedItem> part) {
        return new FeedPage(part.items(), part.next(), part.order());
    }

    @Schema(name = "FeedOrder")
    enum Order {
        RANKED,
        NEWEST
    }
}
