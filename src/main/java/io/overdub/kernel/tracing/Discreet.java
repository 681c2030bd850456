package io.overdub.kernel.tracing;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Set;

/**
 * What of a span leaves the process: its name, its times, its place in the trace and attributes that this code knows to hold nothing of
 * a person and no secret. Not the address as it was asked for (names, searches), no client's address or program, no statement, and
 * nothing of an exception but its kind, for messages repeat what people wrote.
 */
final class Discreet extends DelegatingSpanData {

    private static final Set<AttributeKey<?>> TOLD = Set.of(
            stringKey("http.request.method"),
            stringKey("http.route"),
            longKey("http.response.status_code"),
            longKey("http.request.body.size"),
            longKey("http.response.body.size"),
            stringKey("network.protocol.version"),
            stringKey("error.type"),
            stringKey("rpc.system"),
            stringKey("rpc.service"),
            stringKey("rpc.method"),
            stringKey("messaging.system"),
            stringKey("messaging.destination.name"),
            longKey("messaging.batch.message_count"),
            longKey("overdub.attempt"));

    /** Of whom we ask. Of whoever asks us it is what they wrote into the header Host. */
    private static final Set<AttributeKey<?>> TOLD_OF_SERVERS =
            Set.of(stringKey("server.address"), longKey("server.port"));

    private final Attributes attributes;

    Discreet(SpanData span) {
        super(span);
        this.attributes = span.getAttributes().toBuilder()
                .removeIf(key ->
                        !TOLD.contains(key) && !(span.getKind() == SpanKind.CLIENT && TOLD_OF_SERVERS.contains(key)))
                .build();
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    public List<EventData> getEvents() {
        return List.of();
    }

    @Override
    public int getTotalRecordedEvents() {
        return 0;
    }

    @Override
    public StatusData getStatus() {
        return StatusData.create(super.getStatus().getStatusCode(), "");
    }

    @Override
    public SpanContext getSpanContext() {
        return bare(super.getSpanContext());
    }

    @Override
    public SpanContext getParentSpanContext() {
        return bare(super.getParentSpanContext());
    }

    @Override
    public List<LinkData> getLinks() {
        return super.getLinks().stream()
                .map(link -> LinkData.create(bare(link.getSpanContext())))
                .toList();
    }

    /** Clients write into {@code tracestate} what they like. */
    private static SpanContext bare(SpanContext place) {
        if (!place.isValid() || place.getTraceState().isEmpty()) {
            return place;
        }
        return place.isRemote()
                ? SpanContext.createFromRemoteParent(
                        place.getTraceId(), place.getSpanId(), place.getTraceFlags(), TraceState.getDefault())
                : SpanContext.create(
                        place.getTraceId(), place.getSpanId(), place.getTraceFlags(), TraceState.getDefault());
    }
}
