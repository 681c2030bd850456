package io.overdub.edge;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Traces;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/**
 * Names each request: in its answer ({@code X-Request-ID}), in its log lines ({@code request_id}), in its problem ({@code trace_id}). Who
 * names none but is in a trace ({@code traceparent}) is named after that.
 */
@Singleton
class RequestIds {

    private static final String HEADER = "X-Request-ID";
    private static final String KEY = RequestIds.class.getName();

    private final Ids ids;

    RequestIds(Ids ids) {
        this.ids = ids;
    }

    String of(RoutingContext request) {
        String known = request.get(KEY);
        if (known != null) {
            return known;
        }
        var sent = request.request().getHeader(HEADER);
        var id = sent != null && isUsable(sent) ? sent : make(request);
        request.put(KEY, id);
        if (!request.response().headWritten()) {
            request.response().headers().set(HEADER, id);
        }
        MDC.put("request_id", id);
        return id;
    }

    private String make(RoutingContext request) {
        var traced = Traces.id();
        return traced != null
                ? traced
                : Traces.idIn(request.request().getHeader("traceparent"))
                        .orElseGet(() -> ids.next().toString());
    }

    /** What finds the request in the log, and in its trace where traces are collected: log lines then have both names. */
    String traceOf(RoutingContext request) {
        var traced = Traces.id();
        return traced == null ? of(request) : traced;
    }

    /** The rule of Heroku's router, so that an id means the same on both sides of it. */
    static boolean isUsable(String id) {
        if (id.length() < 20 || id.length() > 200) {
            return false;
        }
        for (var i = 0; i < id.length(); i++) {
            var c = id.charAt(i);
            var usable = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '+'
                    || c == '/'
                    || c == '='
                    || c == '-';
            if (!usable) {
                return false;
            }
        }
        return true;
    }
}
