package io.overdub.dubs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Compares every counter of one sort with the rows that it counts, mends what drifted and says how many did. */
final class Recount {

    private static final Logger LOG = Logger.getLogger(Recount.class);
    private static final int BATCH = 500;

    private final String counters;
    private final Counts counts;
    private final Mending mending;
    private final Counter drifted;

    /**
     * @param counters what they are called, for people
     * @param meter how many had drifted
     */
    Recount(String counters, String meter, MeterRegistry meters, Counts counts, Mending mending) {
        this.counters = counters;
        this.counts = counts;
        this.mending = mending;
        this.drifted = Counter.builder(meter)
                .description(counters + " that differed from their rows")
                .register(meters);
    }

    void run() {
        var after = new UUID(0, 0);
        var mended = 0L;
        for (var batch = counts.after(after, BATCH); !batch.isEmpty(); batch = counts.after(after, BATCH)) {
            for (var count : batch) {
                if (count.shown() != count.actual()) {
                    mended += QuarkusTransaction.requiringNew().call(() -> mending.mend(count.of()));
                }
            }
            after = batch.get(batch.size() - 1).of();
        }
        drifted.increment(mended);
        if (mended > 0) {
            LOG.warnf("%d %s had drifted and were mended", mended, counters);
        }
    }

    /** @param of the row that has the counter */
    record Count(UUID of, long shown, long actual) {}

    interface Counts {

        /** A batch in ascending order of id; empty at the end. */
        List<Count> after(UUID id, int limit);
    }

    interface Mending {

        /** Locks the counter first and counts in a statement of its own, which then sees every row that moved it; 0 when it was right. */
        long mend(UUID id);
    }
}
