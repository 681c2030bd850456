package io.overdub.kernel.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.overdub.kernel.Traces;
import io.quarkus.arc.Unremovable;
import io.quarkus.opentelemetry.runtime.config.runtime.exporter.OtlpExporterRuntimeConfig;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Sends spans by OTLP over HTTP, on a thread of the SDK's. They wait in memory, some thousand at most: a collector that is slow or away
 * costs spans, and nobody any time.
 */
@Singleton
@Unremovable
class Outlet implements SpanExporter {

    private static final String SIGNAL = "/v1/traces";

    private final OtlpHttpSpanExporter collector;
    private final Counter sent;
    private final Counter lost;

    Outlet(OtlpExporterRuntimeConfig settings, MeterRegistry meters) {
        var traces = settings.traces();
        var builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(traces.endpoint().orElseThrow().strip().replaceFirst("/+$", "") + SIGNAL)
                .setTimeout(traces.timeout())
                .setConnectTimeout(traces.timeout());
        for (var header : traces.headers().orElse(List.of())) {
            var end = header.indexOf('=');
            if (end > 0) {
                builder.addHeader(header.substring(0, end).strip(), unescaped(header.substring(end + 1)));
            }
        }
        this.collector = builder.build();
        this.sent = counter(meters, "sent");
        this.lost = counter(meters, "lost");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("overdub.traces.spans")
                .description("spans that were handed to the collector; lost are those that it did not take")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** As the variable has them: with percent-escapes. A plus is a plus. */
    private static String unescaped(String value) {
        return URLDecoder.decode(value.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var told = new ArrayList<SpanData>();
        for (var span : spans) {
            if (!Boolean.TRUE.equals(span.getAttributes().get(Traces.IDLE))) {
                told.add(new Discreet(span));
            }
        }
        if (told.isEmpty()) {
            return CompletableResultCode.ofSuccess();
        }
        var outcome = collector.export(told);
        return outcome.whenComplete(() -> (outcome.isSuccess() ? sent : lost).increment(told.size()));
    }

    @Override
    public CompletableResultCode flush() {
        return collector.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return collector.shutdown();
    }
}
