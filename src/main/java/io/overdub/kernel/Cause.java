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

    private Cause() {}

    /** Of what is announced now. */
    static @Nullable String now() {
        return MDC.get(REQUEST) instanceof String request ? request : (String) MDC.get(KEY);
    }

    /** From now on, on this thread, until {@link #end}. */
    static void begin(@Nullable String cause) {
        if (cause != null) {
            MDC.put(KEY, cause);
        }
    }

    static void end() {
        MDC.remove(KEY);
    }
}
