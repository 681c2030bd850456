package io.overdub.kernel.tracing;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import jakarta.inject.Singleton;
import java.util.Map;

/** Holds the SDK to traces, through {@link Outlet}, whatever variables say that other programs on the machine know. */
@Singleton
class Setup implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {

    private static final Map<String, String> OURS = Map.of(
            "otel.traces.exporter", "cdi",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.propagators", "tracecontext");

    @Override
    public void customize(AutoConfiguredOpenTelemetrySdkBuilder builder) {
        builder.addPropertiesCustomizer(given -> OURS);
    }
}
