package io.overdub.kernel;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Traces beyond the request: what goes on in the outbox, in queues and on threads of our own, as spans of OpenTelemetry. A place in a
 * trace travels as the text of a {@code traceparent} (W3C, version 00). While nobody collects traces, all of this does nothing and answers
 * null. Names and facts are words of this code, never what people write: the exporter lets no other attributes out.
 */
public final class Traces {

    /** Of a job that found nothing to do; the exporter leaves it out. */
    public static final AttributeKey<Boolean> IDLE = AttributeKey.booleanKey("overdub.idle");

    /** What one span may be linked to: a batch holds up to a thousand events. */
    private static final int MOST_LINKS = 32;

    private static final AttributeKey<Long> TOGETHER = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private static final ThreadLocal<Job> JOB = new ThreadLocal<>();

    private static volatile @Nullable Tracer tracer;

    private Traces() {}

    /** Something that takes time. To be ended by the thread that began it, whatever happens in between. */
    public static final class Step {

        private static final Step NONE = new Step(Span.getInvalid(), Scope.noop());

        private final Span span;
        private final Scope scope;

        private Step(Span span, Scope scope) {
            this.span = span;
            this.scope = scope;
        }

        /** By its kind only: messages of exceptions repeat what people wrote. */
        public void failed(Throwable failure) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ERROR, failure.getClass().getName());
        }

        /** By a word of this code. */
        public void failed(String how) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ERROR, how);
        }

        public void fact(String name, String value) {
            span.setAttribute(name, value);
        }

        public void fact(String name, long value) {
            span.setAttribute(name, value);
        }

        public void end() {
            scope.close();
            span.end();
        }
    }

    private static final class Job {

        private boolean worked;
    }

    /** From now on, until {@link #close}. */
    static void open(Tracer collected) {
        tracer = collected;
    }

    static void close() {
        tracer = null;
    }

    public static boolean isOn() {
        return tracer != null;
    }

    /** Where in a trace this thread is, sampled or not. */
    static @Nullable String now() {
        return tracer == null ? null : text(Span.current().getSpanContext());
    }

    /** The same, of a trace that is collected. */
    public static @Nullable String sampled() {
        return tracer != null && Span.current().getSpanContext().isSampled() ? now() : null;
    }

    /** The id of the trace in which this thread is. */
    public static @Nullable String id() {
        if (tracer == null) {
            return null;
        }
        var place = Span.current().getSpanContext();
        return place.isValid() ? place.getTraceId() : null;
    }

    /** The id of the trace that a {@code traceparent} names; empty when it is none. */
    public static Optional<String> idIn(@Nullable String traceparent) {
        return read(traceparent).map(SpanContext::getTraceId);
    }

    /**
     * What follows from something that somebody else began, maybe long ago and on another machine. It belongs to the first trace of those
     * that are collected, and is linked to the others. Where there are only such as are not, nor is this.
     *
     * @param causes what each piece follows from, as {@link #now} said it; null for what follows from nothing that is known
     */
    public static Step follow(String name, Collection<? extends @Nullable String> causes) {
        var ours = tracer;
        if (ours == null) {
            return Step.NONE;
        }
        var places = new LinkedHashSet<>(causes)
                .stream().map(Traces::read).flatMap(Optional::stream).toList();
        var sampled = places.stream().filter(SpanContext::isSampled).toList();
        if (sampled.isEmpty() && !places.isEmpty()) {
            return unseen(places.get(0));
        }
        var span = ours.spanBuilder(name).setSpanKind(SpanKind.CONSUMER);
        span.setParent(sampled.isEmpty() ? Context.root() : Context.root().with(Span.wrap(sampled.get(0))));
        sampled.stream().skip(1).limit(MOST_LINKS).forEach(span::addLink);
        if (causes.size() > 1) {
            span.setAttribute(TOGETHER, (long) causes.size());
        }
        return current(span.startSpan());
    }

    /** The same for work that is worth a step only if some of it belongs to a trace that is collected: many small things at a time. */
    public static Step followTraced(String name, Collection<? extends @Nullable String> causes) {
        return causes.stream().allMatch(Objects::isNull) ? Step.NONE : follow(name, causes);
    }

    /** Goes on with a trace that is not collected, so that what comes of it is not either. The step closes what is opened here. */
    @SuppressWarnings("MustBeClosedChecker")
    private static Step unseen(SpanContext place) {
        return new Step(Span.getInvalid(), Context.root().with(Span.wrap(place)).makeCurrent());
    }

    /** The step closes what is opened here. */
    @SuppressWarnings("MustBeClosedChecker")
    private static Step current(Span span) {
        return new Step(span, Context.root().with(span).makeCurrent());
    }

    /** Work that nobody asked for begins a trace, which is only sent if something came of it: see {@link #work}. */
    static Step job(String name) {
        var ours = tracer;
        if (ours == null) {
            return Step.NONE;
        }
        JOB.set(new Job());
        return current(ours.spanBuilder(name).setNoParent().startSpan());
    }

    static void end(Step job, boolean failed) {
        var known = JOB.get();
        JOB.remove();
        if (known != null && !known.worked && !failed) {
            job.span.setAttribute(IDLE, true);
        }
        job.end();
    }

    /** The job on this thread has something to do: it changes rows, or asks somebody outside. */
    static void work() {
        if (tracer != null) {
            var job = JOB.get();
            if (job != null) {
                job.worked = true;
            }
        }
    }

    /**
     * Asking somebody outside, as part of what this thread is at; what no request, event or job asks for, such as looking for work, is no
     * step. Ended by whatever thread gets the answer.
     */
    public static Step call(String name) {
        var ours = tracer;
        if (ours == null || !Span.current().getSpanContext().isSampled()) {
            return Step.NONE;
        }
        work();
        return new Step(ours.spanBuilder(name).setSpanKind(SpanKind.CLIENT).startSpan(), Scope.noop());
    }

    /** The same task, at the place where this thread is now. */
    public static <T> Callable<T> carried(Callable<T> task) {
        return tracer == null ? task : Context.current().wrap(task);
    }

    private static @Nullable String text(SpanContext place) {
        return place.isValid()
                ? "00-" + place.getTraceId() + "-" + place.getSpanId() + "-"
                        + place.getTraceFlags().asHex()
                : null;
    }

    private static Optional<SpanContext> read(@Nullable String traceparent) {
        if (traceparent == null) {
            return Optional.empty();
        }
        var parts = TRACEPARENT.matcher(traceparent);
        return parts.matches()
                ? Optional.of(SpanContext.createFromRemoteParent(
                                parts.group(1),
                                parts.group(2),
                                TraceFlags.fromHex(parts.group(3), 0),
                                TraceState.getDefault()))
                        .filter(SpanContext::isValid)
                : Optional.empty();
    }
}
