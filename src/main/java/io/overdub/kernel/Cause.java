package io.overdub.kernel;

import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Which request something follows from, through however many events: log lines of the request have its name as {@code request_id},
 * those of what follows as {@code caused_by}. Work that no request asked for has none.
 */
final class Cause {

    private static final String REQUEST = "request_id";
    private static final String KEY = "caused_by";

    /** Beside the log's own, which threads inherit that are made meanwhile, and keep for what has nothing to do with it. */
    private static final ThreadLocal<String> CAUSE = new ThreadLocal<>();

    private Cause() {}

    /** Of what is announced now. */
    static @Nullable String now() {
        return MDC.get(REQUEST) instanceof String request ? request : CAUSE.get();
    }

    /** From now on, on this thread, until {@link #end}. */
    static void begin(@Nullable String cause) {
        if (cause != null) {
            CAUSE.set(cause);
            MDC.put(KEY, cause);
        }
    }

    static void end() {
        CAUSE.remove();
        MDC.remove(KEY);
    }
}
