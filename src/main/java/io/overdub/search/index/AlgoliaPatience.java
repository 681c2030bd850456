package io.overdub.search.index;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long is waited for an answer.
 *
 * @param connect for a connection; twice as long at the second try, and so on
 * @param read for the answer of one host
 * @param all for that of whichever host, all of them together; null for as long as it takes to try each
 */
record AlgoliaPatience(
        Duration connect, Duration read, @Nullable Duration all) {

    /** @param tries from 1 */
    Duration toConnect(int tries) {
        return shorter(connect.multipliedBy(tries), tries + 1);
    }

    /** Half of what is left for each, so that there is some left for the next. */
    Duration toRead(int tries) {
        return shorter(read, tries);
    }

    boolean isOver(long sinceNanos, long nowNanos) {
        return all != null && nowNanos - sinceNanos >= all.toNanos();
    }

    private Duration shorter(Duration time, int halvings) {
        if (all == null) {
            return time;
        }
        var share = all.dividedBy(1L << halvings);
        return share.compareTo(time) < 0 ? share : time;
    }
}
