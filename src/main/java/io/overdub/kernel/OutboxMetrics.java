package io.overdub.kernel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;

/** How far behind the outbox is. One query serves the gauges of one scrape. */
final class OutboxMetrics {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final OutboxRepository outbox;
    private final Clock clock;
    private Instant readAt = Instant.EPOCH;
    private OutboxRepository.Health health = new OutboxRepository.Health(0, 0, 0);

    private OutboxMetrics(OutboxRepository outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    static void register(MeterRegistry meters, OutboxRepository outbox, Clock clock) {
        var metrics = new OutboxMetrics(outbox, clock);
        metrics.gauge(meters, "overdub.outbox.waiting", "rows not handed over yet", OutboxRepository.Health::waiting);
        metrics.gauge(
                meters,
                "overdub.outbox.oldest.seconds",
                "age of the oldest row not handed over",
                OutboxRepository.Health::oldestSeconds);
        metrics.gauge(
                meters,
                "overdub.outbox.parked",
                "rows that keep failing and wait for people",
                OutboxRepository.Health::parked);
    }

    private void gauge(MeterRegistry meters, String name, String what, ToLongFunction<OutboxRepository.Health> figure) {
        Gauge.builder(name, this, metrics -> figure.applyAsLong(metrics.read()))
                .description(what)
                .strongReference(true)
                .register(meters);
    }

    private synchronized OutboxRepository.Health read() {
        var now = clock.instant();
        if (now.isAfter(readAt.plus(FRESH))) {
            health = outbox.health();
            readAt = now;
        }
        return health;
    }
}
