package io.overdub.analytics;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Lets what came in flow into the warehouse. */
@Singleton
public class Sluice {

    private final Pipeline pipeline;

    Sluice(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    public void settle() {
        pipeline.settle(Duration.ofSeconds(60));
    }
}
