package io.overdub.analytics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "analytics.intake")
interface IntakeConfig {

    /** Records (of up to 500 events each) that may wait before no more are taken in. At 5,000 events a second they come in an hour. */
    @WithDefault("1000000")
    long mostWaiting();

    /**
     * Batches that may be on their way into the stream. A slow stream holds up so many handlers then: fewer than the places that the edge has
     * for strangers' reads and events ({@code EDGE_MOST_INSIDE}), so that it does not turn reads away as well.
     */
    @WithDefault("50")
    int mostAtOnce();

    /** When to come back who was turned away. */
    @WithDefault("30S")
    Duration pause();

    /** Events in quarantine beyond which a further one is only counted. */
    @WithDefault("200000")
    long mostQuarantined();
}
