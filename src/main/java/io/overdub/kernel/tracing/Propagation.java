package io.overdub.kernel.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Takes in where a client is in a trace, and not what else it has written down there: that would go on to every service that we ask. */
@Singleton
class Propagation implements TextMapPropagatorCustomizer {

    @Override
    public TextMapPropagator customize(Context context) {
        return new WithoutState(context.propagator());
    }

    private record WithoutState(TextMapPropagator all) implements TextMapPropagator {

        @Override
        public Collection<String> fields() {
            return all.fields();
        }

        @Override
        public <C> void inject(io.opentelemetry.context.Context context, @Nullable C carrier, TextMapSetter<C> setter) {
            all.inject(context, carrier, setter);
        }

        @Override
        public <C> io.opentelemetry.context.Context extract(
                io.opentelemetry.context.Context context, @Nullable C carrier, TextMapGetter<C> getter) {
            var extracted = all.extract(context, carrier, getter);
            var place = Span.fromContext(extracted).getSpanContext();
            return place.getTraceState().isEmpty()
                    ? extracted
                    : extracted.with(Span.wrap(SpanContext.createFromRemoteParent(
                            place.getTraceId(), place.getSpanId(), place.getTraceFlags(), TraceState.getDefault())));
        }
    }
}
