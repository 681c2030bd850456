package io.overdub.analytics;

import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.stream.Stream;
import io.overdub.analytics.warehouse.Warehouse;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The stages as they are, over whatever engines a test has. */
@Singleton
class Stages {

    private final BatchReader reader;
    private final Inspector inspector;
    private final Consents consents;
    private final Quarantine quarantine;
    private final LiveCounts counts;
    private final Erasures erasures;
    private final Credibility credibility;

    Stages(
            BatchReader reader,
            Inspector inspector,
            Consents consents,
            Quarantine quarantine,
            LiveCounts counts,
            Erasures erasures,
            Credibility credibility) {
        this.reader = reader;
        this.inspector = inspector;
        this.consents = consents;
        this.quarantine = quarantine;
        this.counts = counts;
        this.erasures = erasures;
        this.credibility = credibility;
    }

    Intake intake(Stream stream, IntakeConfig config, Clock clock, MeterRegistry meters) {
        return new Intake(reader, inspector, consents, quarantine, new Inlet(stream, config, clock), clock, meters);
    }

    Aggregation aggregation(Stream stream, Queue queue, Clock clock, MeterRegistry meters) {
        return new Aggregation(stream, queue, quarantine, clock, meters);
    }

    Loading loading(Queue queue, Warehouse warehouse, Clock clock, MeterRegistry meters) {
        return new Loading(queue, warehouse, quarantine, counts, erasures, credibility, clock, meters);
    }
}
