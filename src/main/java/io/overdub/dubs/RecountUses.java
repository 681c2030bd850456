package io.overdub.dubs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares how often each quote is said to be used with the public dubs of it, mends what drifted and says how many did. Both are read at
 * one moment, and mending adds the difference: so nobody who publishes meanwhile waits, or is lost.
 */
@Singleton
@StableName("dubs.recount_uses")
class RecountUses implements Job {

    private static final Logger LOG = Logger.getLogger(RecountUses.class);
    private static final int BATCH = 500;

    private final DubRepository dubs;
    private final Quotes quotes;
    private final Counter drifted;

    RecountUses(DubRepository dubs, Quotes quotes, MeterRegistry meters) {
        this.dubs = dubs;
        this.quotes = quotes;
        this.drifted = Counter.builder("overdub.quotes.uses.drifted")
                .description("counts of uses that differed from the dubs")
                .register(meters);
    }

    /** @param last absent at the end */
    private record Batch(@Nullable QuoteId last, int mended) {}

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run() {
        var mended = 0;
        QuoteId after = null;
        do {
            var start = after;
            var batch = QuarkusTransaction.requiringNew().call(() -> mendSome(start));
            mended += batch.mended();
            after = batch.last();
        } while (after != null);
        drifted.increment(mended);
        if (mended > 0) {
            LOG.warnf("%d counts of uses had drifted and were mended", mended);
        }
    }

    private Batch mendSome(@Nullable QuoteId after) {
        dubs.holdStill();
        var said = quotes.uses(after, BATCH);
        var actual = dubs.publicDubsOf(said.keySet());
        QuoteId last = null;
        var mended = 0;
        for (var count : said.entrySet()) {
            last = count.getKey();
            var drift = actual.getOrDefault(last, 0L) - count.getValue();
            if (drift != 0) {
                quotes.countUse(last, Math.toIntExact(drift));
                mended++;
            }
        }
        return new Batch(last, mended);
    }
}
