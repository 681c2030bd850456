package io.overdub.kernel;

import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.opentelemetry.runtime.config.runtime.OTelRuntimeConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has {@link Traces} work where somebody collects them. */
@Singleton
class TracesSwitch {

    /** First of the observers: what others begin may be part of a trace. */
    void open(@Observes @Priority(1) StartupEvent event, OpenTelemetry telemetry, OTelRuntimeConfig config) {
        if (!config.sdkDisabled()) {
            Traces.open(telemetry.getTracer("io.overdub"));
        }
    }

    void close(@Observes ShutdownEvent event) {
        Traces.close();
    }
}
