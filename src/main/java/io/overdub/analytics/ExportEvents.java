package io.overdub.analytics;

import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Writes each day to Parquet in the night after it, where a place is set for that; and once more nine days after it began, when nothing of
 * it can come any more. Nights in which nobody could are made up for. Then a file stays as it is: nobody is taken out of it who is
 * forgotten later, and it has no end of its own.
 */
@Singleton
@StableName("analytics.export_events")
class ExportEvents implements Job {

    private static final Logger LOG = Logger.getLogger(ExportEvents.class);
    private static final int SETTLED_AFTER = 9;
    /** What came in before midnight is in the warehouse by then. */
    private static final Duration AFTER_MIDNIGHT = Duration.ofHours(1);

    private final Warehouse warehouse;
    private final ExportRepository rows;
    private final Clock clock;

    ExportEvents(Warehouse warehouse, ExportRepository rows, Clock clock) {
        this.warehouse = warehouse;
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    /** By whoever has the warehouse: where it is not this process, the next run may be. */
    @Override
    public void run() {
        if (!warehouse.isOurs()) {
            return;
        }
        var yesterday = LocalDate.ofInstant(clock.instant().minus(AFTER_MIDNIGHT), ZoneOffset.UTC)
                .minusDays(1);
        var firstWhole = yesterday.minusDays(TrimWarehouse.SHORTEST.toDays());
        try {
            for (var day : rows.due(yesterday.minusDays(SETTLED_AFTER), yesterday, SETTLED_AFTER, firstWhole)) {
                warehouse.export(day).ifPresent(events -> rows.put(day, events));
            }
        } catch (EngineAway e) {
            LOG.infof("Events are exported later: %s", e.getMessage());
        }
    }
}
