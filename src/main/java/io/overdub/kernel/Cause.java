package io.overdub.kernel;

import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Which request something follows from, through however many events: log lines of the request have its name as {@code request_id},
 * those of what follows as {@code caused_by}. Work that no request asked for has none. While traces are collected, the place in its trace
 * stands behind the name, after a bar, which no name of a request has.
 */
final class Cause {

    private static final String REQUEST = "request_id";
    private static final String KEY = "caused_by";
    private static final char BEFORE_TRACE = '|';

    /** Beside the log's own, which threads inherit that are made meanwhile, and keep for what has nothing to do with it. */
    private static final ThreadLocal<String> CAUSE = new ThreadLocal<>();

    private Cause() {}

    /** Of what is announced now. */
    static @Nullable String now() {
        var known = MDC.get(REQUEST) instanceof String request ? request : CAUSE.get();
        var trace = Traces.now();
        return trace == null ? known : (known == null ? "" : known) + BEFORE_TRACE + trace;
    }

    /** From now on, on this thread, until {@link #end}. */
    static void begin(@Nullable String cause) {
        var request = requestIn(cause);
        if (request != null) {
            CAUSE.set(request);
            MDC.put(KEY, request);
        }
    }

    static void end() {
        CAUSE.remove();
        MDC.remove(KEY);
    }

    static @Nullable String requestIn(@Nullable String cause) {
        var end = cause == null ? -1 : cause.indexOf(BEFORE_TRACE);
        return cause == null || end < 0 ? cause : end == 0 ? null : cause.substring(0, end);
    }

    static @Nullable String traceIn(@Nullable String cause) {
        var end = cause == null ? -1 : cause.indexOf(BEFORE_TRACE);
        return cause == null || end < 0 ? null : cause.substring(end + 1);
    }
}
