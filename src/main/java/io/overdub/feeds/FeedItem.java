package io.overdub.feeds;

import io.overdub.dubs.Dub;
import org.jspecify.annotations.Nullable;

/**
 * One line of a feed, and why it is there.
 *
 * @param ranker what put it in this place; absent where the place follows from the time
 */
record FeedItem(Dub dub, Reason reason, @Nullable RankerVersion ranker) {

    static FeedItem following(Dub dub) {
        return new FeedItem(dub, Reason.FOLLOWING, null);
    }

    enum Reason {
        /** By somebody whom the viewer follows. */
        FOLLOWING,
        /** Of a quote that the viewer dubbed, or liked a dub of. */
        YOUR_QUOTES,
        /** Many like it, or it is new, whoever looks. */
        POPULAR,
        /** Nothing but new: ranking was not possible. */
        NEWEST
    }
}
