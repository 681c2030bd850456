package io.overdub.analytics;

import io.overdub.analytics.warehouse.EventClass;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Events are kept by their class: what is necessary for two years, what people did for 14 months, what went wrong for a month. */
@Singleton
@StableName("analytics.trim_warehouse")
class TrimWarehouse implements Job {

    private static final Logger LOG = Logger.getLogger(TrimWarehouse.class);

    /** Younger events are all there. */
    static final Duration SHORTEST = Duration.ofDays(30);

    private final Warehouse warehouse;
    private final Clock clock;

    TrimWarehouse(Warehouse warehouse, Clock clock) {
        this.warehouse = warehouse;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    /** By whoever has the warehouse: where it is not this process, the next run is. */
    @Override
    public void run() {
        try {
            for (var eventClass : EventClass.values()) {
                warehouse.forget(eventClass, clock.instant().minus(kept(eventClass)));
            }
        } catch (EngineAway e) {
            LOG.infof("Events are trimmed later: %s", e.getMessage());
        }
    }

    private static Duration kept(EventClass eventClass) {
        return switch (eventClass) {
            case NECESSARY -> Duration.ofDays(730);
            case PRODUCT -> Duration.ofDays(425);
            case DIAGNOSTIC -> SHORTEST;
        };
    }
}
