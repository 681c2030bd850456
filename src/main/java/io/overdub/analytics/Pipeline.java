package io.overdub.analytics;

import io.overdub.kernel.SqlPulse;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The stages that work by themselves, on every process that has the role {@code stream}. */
@Singleton
class Pipeline {

    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    /** A turn costs the same for one record as for a hundred. */
    private static final Duration BETWEEN_AGGREGATIONS = Duration.ofMillis(150);

    /** A load costs what some hundred events cost, whatever is in it. */
    private static final Duration BETWEEN_LOADS = Duration.ofMillis(500);

    private final Aggregation aggregation;
    private final Loading loading;
    private final Switches switches;
    private final PipelineConfig config;
    private final Worker aggregator;
    private final Worker loader;

    Pipeline(Aggregation aggregation, Loading loading, Switches switches, SqlPulse database, PipelineConfig config) {
        this.aggregation = aggregation;
        this.loading = loading;
        this.switches = switches;
        this.config = config;
        this.aggregator =
                new Worker("aggregate", BETWEEN_AGGREGATIONS, database, () -> aggregate() >= Aggregation.FULL);
        this.loader = new Worker("load", BETWEEN_LOADS, database, () -> load() >= Loading.FULL);
    }

    void start(@Observes StartupEvent event) {
        if (config.roles().contains(PipelineConfig.Role.STREAM)) {
            aggregator.start();
            loader.start();
        }
    }

    /** Before the database and the warehouse go. */
    void stop(@Observes @Priority(2) ShutdownEvent event) throws InterruptedException {
        aggregator.stop(PATIENCE_AT_STOP);
        loader.stop(PATIENCE_AT_STOP);
        loading.stop();
    }

    private int aggregate() {
        return switches.isPaused(Stage.AGGREGATE) ? 0 : aggregation.turn();
    }

    private int load() {
        return switches.isPaused(Stage.LOAD) ? 0 : loading.turn();
    }

    /** Works until nothing is left to do; a lever for tests. */
    void settle(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (aggregate() + load() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The pipeline did not settle within " + patience);
            }
        }
    }
}
