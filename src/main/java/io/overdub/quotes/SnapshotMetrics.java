package io.overdub.quotes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** How old the snapshot is, and how far behind. What is read serves the gauges of one scrape. */
@Singleton
class SnapshotMetrics {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private record Health(long age, long behind, long failures, long leftOut) {}

    private final SnapshotRepository snapshots;
    private final Clock clock;
    private Instant readAt = Instant.EPOCH;
    private Health health = new Health(0, 0, 0, 0);

    SnapshotMetrics(SnapshotRepository snapshots, Clock clock) {
        this.snapshots = snapshots;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters) {
        gauge(
                meters,
                "overdub.snapshot.age.seconds",
                "since the snapshot was generated; -1 before the first",
                Health::age);
        gauge(
                meters,
                "overdub.snapshot.behind.seconds",
                "age of the oldest change that the snapshot does not have",
                Health::behind);
        gauge(meters, "overdub.snapshot.failures", "tries since publishing worked last", Health::failures);
        gauge(
                meters,
                "overdub.snapshot.left.out",
                "quotes that the snapshot lacks because their sounds are not open",
                Health::leftOut);
    }

    private void gauge(MeterRegistry meters, String name, String what, ToLongFunction<Health> figure) {
        Gauge.builder(name, this, metrics -> figure.applyAsLong(metrics.read()))
                .description(what)
                .strongReference(true)
                .register(meters);
    }

    private synchronized Health read() {
        var now = clock.instant();
        if (now.isAfter(readAt.plus(FRESH))) {
            var state = snapshots.state();
            var behind = snapshots
                    .waitingAfter(state.position())
                    .map(waiting -> since(waiting.first(), now))
                    .orElse(0L);
            health = new Health(since(state.generatedAt(), now), behind, state.failures(), state.leftOut());
            readAt = now;
        }
        return health;
    }

    private static long since(@Nullable Instant moment, Instant now) {
        return moment == null ? -1 : Duration.between(moment, now).toSeconds();
    }
}
