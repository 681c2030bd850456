package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.quotes.QuoteId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's for-you feed as it is and as a draft would have it, from the same candidates at the same moment.
 *
 * @param candidates how many there were to choose from
 */
record Preview(int candidates, Side today, Side draft, List<Overlap> overlap) {

    /**
     * @param ranker absent for a draft, and where nothing ranks today
     * @param items the first 50
     * @param newCreators which share of the items is by accounts of the last 30 days
     * @param quoteDiversity how many quotes the items have, by the number of items
     */
    @Schema(name = "PreviewSide")
    record Side(@Nullable RankerVersion ranker, List<Line> items, double newCreators, double quoteDiversity) {}

    @Schema(name = "PreviewLine")
    record Line(
            DubId dubId,
            AccountId authorId,
            QuoteId quoteId,
            Reason reason,
            double score,
            long likes,
            Instant publishedAt) {}

    /** Which share of the first {@code k} of one side is among the first {@code k} of the other; of as many as there are. */
    @Schema(name = "PreviewOverlap")
    record Overlap(int k, double share) {}
}
