package io.overdub.feeds;

import io.overdub.dubs.Dub;
import org.jspecify.annotations.Nullable;

/**
 * One line of a feed, and why it is there.
 *
 * @param ranker what put it in this place; absent where the place follows from the time
 * @param context where it was shown, signed; events about it send it back as it is
 */
record FeedItem(Dub dub, Reason reason, @Nullable RankerVersion ranker, String context) {}
