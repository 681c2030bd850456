package io.overdub.connections;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.connections.graph.Graph;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Compares every tally with the follows, mends what drifted and says how many did. */
@Singleton
@StableName("connections.recount_follows")
class RecountFollows implements Job {

    private static final Logger LOG = Logger.getLogger(RecountFollows.class);

    private final Graph graph;
    private final Counter drifted;

    RecountFollows(Graph graph, MeterRegistry meters) {
        this.graph = graph;
        this.drifted = Counter.builder("overdub.connections.tallies.drifted")
                .description("tallies that differed from the follows")
                .register(meters);
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run() {
        var mended = graph.reconcile();
        drifted.increment(mended);
        if (mended > 0) {
            LOG.warnf("%d tallies had drifted and were mended", mended);
        }
    }
}
