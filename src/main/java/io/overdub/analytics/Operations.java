package io.overdub.analytics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.analytics.queue.Depth;
import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.stream.Standing;
import io.overdub.analytics.stream.Stream;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.EngineAway;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far each stage is behind, and the levers on them. Gauges of one scrape share one look. */
@Singleton
class Operations {

    private static final long FRESH_MS = 2_000;
    private static final int A_YEAR = 366;

    private final Stream stream;
    private final Queue queue;
    private final Warehouse warehouse;
    private final Quarantine quarantine;
    private final Switches switches;
    private final ExportRepository exports;
    private final Clock clock;
    private @Nullable Condition known;
    private long readAt;

    /**
     * @param quarantined how many lie there, up to the most that may
     * @param warehouseHere whether this process loads and answers questions
     */
    @Schema(name = "AnalyticsCondition")
    record Condition(List<StageCondition> stages, long quarantined, boolean warehouseHere) {

        double of(Stage stage, ToDoubleFunction<StageCondition> figure) {
            return stages.stream()
                    .filter(one -> one.stage == stage)
                    .mapToDouble(figure)
                    .sum();
        }
    }

    /**
     * @param waiting records before the aggregation, messages before the loading
     * @param oldestSeconds how long the oldest of them has waited; absent where the engine does not tell
     * @param dead messages that nobody could load
     */
    @Schema(name = "AnalyticsStage")
    record StageCondition(
            Stage stage,
            boolean paused,
            long waiting,
            @Nullable Long oldestSeconds,
            long dead) {

        double oldest() {
            var seconds = oldestSeconds;
            return seconds == null ? Double.NaN : seconds;
        }
    }

    Operations(
            Stream stream,
            Queue queue,
            Warehouse warehouse,
            Quarantine quarantine,
            Switches switches,
            ExportRepository exports,
            Clock clock) {
        this.stream = stream;
        this.queue = queue;
        this.warehouse = warehouse;
        this.quarantine = quarantine;
        this.switches = switches;
        this.exports = exports;
        this.clock = clock;
    }

    void show(@Observes StartupEvent event, MeterRegistry meters) {
        for (var stage : Stage.values()) {
            gauge(meters, "overdub.analytics.waiting", stage, StageCondition::waiting);
            gauge(meters, "overdub.analytics.oldest.seconds", stage, StageCondition::oldest);
        }
        gauge(meters, "overdub.analytics.dead", Stage.LOAD, StageCondition::dead);
        Gauge.builder("overdub.analytics.quarantined", this, operations -> operations.lately(Condition::quarantined))
                .description("what was no event and lies in quarantine")
                .register(meters);
    }

    private void gauge(MeterRegistry meters, String name, Stage stage, ToDoubleFunction<StageCondition> figure) {
        Gauge.builder(name, this, operations -> operations.lately(condition -> condition.of(stage, figure)))
                .description("what a stage of analytics has before it")
                .tag("stage", stage.name().toLowerCase(java.util.Locale.ROOT))
                .register(meters);
    }

    /** No number while nobody knows: 0 would say that all is well. */
    private synchronized double lately(ToDoubleFunction<Condition> figure) {
        if (clock.millis() - readAt >= FRESH_MS) {
            readAt = clock.millis();
            try {
                known = condition();
            } catch (EngineAway e) {
                known = null;
            }
        }
        return known == null ? Double.NaN : figure.applyAsDouble(known);
    }

    Condition condition() {
        return new Condition(List.of(of(stream.standing()), of(queue.depth())), quarantine.size(), warehouse.isOurs());
    }

    private StageCondition of(Standing standing) {
        return new StageCondition(
                Stage.AGGREGATE,
                switches.isPaused(Stage.AGGREGATE),
                standing.waiting(),
                standing.waiting() == 0 ? 0L : standing.oldestSeconds(),
                0);
    }

    private StageCondition of(Depth depth) {
        return new StageCondition(
                Stage.LOAD, switches.isPaused(Stage.LOAD), depth.waiting(), depth.oldestSeconds(), depth.dead());
    }

    /** Of the last year, the latest first. */
    List<Export> exports() {
        return exports.newest(A_YEAR);
    }

    void pause(Stage stage, UUID by) {
        switches.pause(stage, by);
    }

    void resume(Stage stage) {
        switches.resume(stage);
    }

    /** Messages that nobody could load get another chance, after whatever was wrong with them or with the warehouse was mended. */
    long redrive() {
        return queue.redrive();
    }

    /** What came since then goes through all stages again; what is in the warehouse already stays there once. */
    void replay(Instant since) {
        stream.rewind(since);
    }
}
