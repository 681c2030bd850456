package io.overdub.dubs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Compares every like counter with its rows, mends what drifted and says how many did. */
@Singleton
@StableName("dubs.recount_likes")
class RecountLikes implements Job {

    private static final Logger LOG = Logger.getLogger(RecountLikes.class);
    private static final int BATCH = 500;

    private final DubRepository dubs;
    private final Counter drifted;

    RecountLikes(DubRepository dubs, MeterRegistry meters) {
        this.dubs = dubs;
        this.drifted = Counter.builder("overdub.dubs.likes.drifted")
                .description("like counters that differed from their rows")
                .register(meters);
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run() {
        var after = new UUID(0, 0);
        var mended = 0L;
        for (var batch = dubs.likeCounts(after, BATCH); !batch.isEmpty(); batch = dubs.likeCounts(after, BATCH)) {
            for (var count : batch) {
                if (count.shown() != count.actual()) {
                    mended += QuarkusTransaction.requiringNew().call(() -> dubs.recountLikes(count.dub()));
                }
            }
            after = batch.get(batch.size() - 1).dub();
        }
        drifted.increment(mended);
        if (mended > 0) {
            LOG.warnf("%d like counters had drifted and were mended", mended);
        }
    }
}
