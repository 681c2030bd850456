package io.overdub.analytics;

import io.overdub.analytics.warehouse.Warehouse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Lets tests of other rooms look into the warehouse. */
@Singleton
public class Events {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Pipeline pipeline;
    private final Warehouse warehouse;

    Events(Pipeline pipeline, Warehouse warehouse) {
        this.pipeline = pipeline;
        this.warehouse = warehouse;
    }

    /** What was told so far is there afterwards. */
    public void settle() {
        pipeline.settle(PATIENCE);
    }

    /** How many say this word anywhere. */
    public long naming(String word) {
        var rows = warehouse
                .ask("select count(*) from events where contains(cast(events as varchar), '" + word + "')", 1, PATIENCE)
                .rows();
        return Long.parseLong(String.valueOf(rows.get(0).get(0)));
    }

    /** From the app of somebody, and from their phone when nobody is signed in. */
    public static Object opened(String installation) {
        return Sent.batch(Sent.with(Sent.opened(), "context", Map.of("installation_id", installation)));
    }

    /** What no version of the app ever sent. */
    public static Object nonsense(String naming) {
        return Sent.batch(
                Sent.event("nobody_registered_" + UUID.randomUUID().toString().substring(0, 8), Map.of("by", naming)));
    }
}
