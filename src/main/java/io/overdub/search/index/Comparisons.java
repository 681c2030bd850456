package io.overdub.search.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What was seen of the shadow of the index. */
final class Comparisons {

    private final String engine;
    private final String shadow;
    private final Instant since;
    private final DistributionSummary overlaps;
    private final Counter same;
    private final Counter failed;
    private final Counter missed;
    private final Counter drifted;

    Comparisons(String engine, String shadow, MeterRegistry meters, Clock clock) {
        this.engine = engine;
        this.shadow = shadow;
        this.since = clock.instant();
        this.overlaps = DistributionSummary.builder("overdub.search.shadow.overlap")
                .description("share of the first ten hits that the shadow finds too")
                .register(meters);
        this.same = Counter.builder("overdub.search.shadow.same")
                .description("compared questions of which the first ten hits were the same")
                .register(meters);
        this.failed = Counter.builder("overdub.search.shadow.failed")
                .description("questions that the shadow of the search index did not answer")
                .register(meters);
        this.missed = Counter.builder("overdub.search.shadow.missed")
                .description("changes that the shadow of the search index did not take")
                .register(meters);
        this.drifted = Counter.builder("overdub.search.shadow.drifted")
                .description("documents that were reviewed and that the shadow of the search index knew otherwise")
                .register(meters);
    }

    void add(List<Hit> answered, List<Hit> shadowed) {
        var overlap = Overlap.atTen(answered, shadowed);
        overlaps.record(overlap);
        if (overlap == 1) {
            same.increment();
        }
    }

    void failed() {
        failed.increment();
    }

    void missed(long changes) {
        missed.increment(changes);
    }

    void drifted(long documents) {
        drifted.increment(documents);
    }

    ShadowReport report() {
        return new ShadowReport(
                engine,
                shadow,
                overlaps.count(),
                overlaps.count() == 0 ? 1 : overlaps.mean(),
                (long) same.count(),
                (long) failed.count(),
                (long) missed.count(),
                (long) drifted.count(),
                since);
    }
}
