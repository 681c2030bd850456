// red: only in [kernel]: Field <io.overdub.dubs.SpansByHand.span>
package io.overdub.dubs;

class SpansByHand {
    io.opentelemetry.api.trace.Span span;
}
