package io.overdub.connections;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares every tally with the follows, mends what drifted and says how many did. Both are read at one moment, and mending adds the
 * difference: so nobody who follows meanwhile waits, or is lost.
 */
@Singleton
@StableName("connections.recount_follows")
class RecountFollows implements Job {

    private static final Logger LOG = Logger.getLogger(RecountFollows.class);
    private static final int BATCH = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final TallyRepository tallies;
    private final Counter drifted;

    RecountFollows(TallyRepository tallies, MeterRegistry meters) {
        this.tallies = tallies;
        this.drifted = Counter.builder("overdub.connections.tallies.drifted")
                .description("tallies that differed from the follows")
                .register(meters);
    }

    /** @param last absent at the end */
    private record Batch(@Nullable UUID last, int mended) {}

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run() {
        var mended = 0;
        @Nullable UUID after = FIRST;
        while (after != null) {
            var start = after;
            var batch = QuarkusTransaction.requiringNew().call(() -> mendSome(start));
            mended += batch.mended();
            after = batch.last();
        }
        drifted.increment(mended);
        if (mended > 0) {
            LOG.warnf("%d tallies had drifted and were mended", mended);
        }
    }

    private Batch mendSome(UUID after) {
        tallies.holdStill();
        UUID last = null;
        var mended = 0;
        for (var account : tallies.compare(after, BATCH)) {
            last = account.account();
            if (!account.said().equals(account.actual())) {
                tallies.mend(
                        last,
                        account.actual().followers() - account.said().followers(),
                        account.actual().followees() - account.said().followees());
                mended++;
            }
        }
        return new Batch(last, mended);
    }
}
