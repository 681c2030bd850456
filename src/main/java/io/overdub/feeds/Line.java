package io.overdub.feeds;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a line of a feed before it is looked up.
 *
 * @param ranker absent where the place follows from the time
 * @param place from 0 at the top of the feed; where nothing ranks, of the page
 */
record Line(UUID id, Reason reason, @Nullable RankerVersion ranker, int place) {}
