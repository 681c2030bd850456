package io.overdub.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where every request enters: it gets its id, its answer gets the headers that all answers have, and unreadable targets go no further. */
@Singleton
class Entrance {

    /** Before CORS (300), authentication (200) and all else, so that their refusals carry the headers too. */
    private static final int FIRST = 1000;

    private static final long GRACE_MS = 1_000;
    private static final CharSequence VARY = "Authorization, Accept-Encoding";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private record Stamp(long second, CharSequence text) {}

    private final RequestIds ids;
    private final Problems problems;
    private final Clock clock;
    private volatile Stamp stamp = new Stamp(Long.MIN_VALUE, "");

    Entrance(RequestIds ids, Problems problems, Clock clock) {
        this.ids = ids;
        this.problems = problems;
        this.clock = clock;
    }

    /**
     * Quarkus would answer a malformed target by itself, with nothing but a status; {@link #enter} is stricter and says why. Read once,
     * when Quarkus' HTTP classes load, hence so early.
     */
    static void checkTargetsOurselves(@Observes @Initialized(ApplicationScoped.class) Object event) {
        System.setProperty("vertx.disableURIValidation", "true");
    }

    void open(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
    }

    private void enter(RoutingContext request) {
        ids.of(request);
        request.response().headers().set(HttpHeaderNames.DATE, now()).set("X-Content-Type-Options", "nosniff");
        request.addHeadersEndHandler(ignored -> sayWhoMayKeep(request));
        if (announcesBody(request) && !request.request().isEnded()) {
            RequestBodies.answerIfItBreaks(request);
            var whole = request.request().end();
            request.addEndHandler(ignored -> dropTheRest(request, whole));
        }
        if (WireText.isSoundUri(request.request().uri())) {
            request.next();
        } else {
            problems.send(
                    request,
                    400,
                    "malformed_text",
                    "The address is not a URI whose percent-escapes spell UTF-8 without NUL");
        }
    }

    static boolean announcesBody(RoutingContext request) {
        var headers = request.request().headers();
        return headers.contains(HttpHeaderNames.CONTENT_LENGTH) || headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    /**
     * Who is answered before it has sent all may go on for a moment, so that it gets to read the answer; then it is cut off. Whether it
     * has sent all is not for the request to say, which denies that it has ended whenever it is paused.
     */
    private static void dropTheRest(RoutingContext request, Future<Void> whole) {
        if (whole.isComplete()) {
            return;
        }
        request.request().resume();
        var connection = request.request().connection();
        var vertx = request.vertx();
        var timer = vertx.setTimer(GRACE_MS, ignored -> connection.close());
        whole.onComplete(ignored -> vertx.cancelTimer(timer));
    }

    /** Answers depend on the viewer unless a resource says otherwise, so no shared cache keeps any and a private one asks each time. */
    private static void sayWhoMayKeep(RoutingContext request) {
        var headers = request.response().headers();
        if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, mayKeep(request) ? "private, no-cache" : "no-store");
        }
        if (isRead(request)) {
            headers.add(HttpHeaderNames.VARY, VARY);
        }
    }

    private static boolean mayKeep(RoutingContext request) {
        var status = request.response().getStatusCode();
        if (!isRead(request) || status >= 300 && status != 304) {
            return false;
        }
        var path = pathOf(request);
        return !path.startsWith("/v1/auth/") && !path.startsWith("/v1/me/") && !path.equals("/v1/me");
    }

    static boolean isRead(RoutingContext request) {
        var method = request.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /**
     * As the router reads it: without needless escapes, doubled slashes and dots. Else whoever writes an address in another way is led to the
     * same handler past what holds for it. Not of an address that {@link #enter} refuses.
     */
    static String pathOf(RoutingContext request) {
        return request.normalizedPath();
    }

    /** Phones correct their clocks by it. */
    private CharSequence now() {
        var second = clock.millis() / 1000;
        var current = stamp;
        if (current.second() != second) {
            current = new Stamp(second, HTTP_DATE.format(Instant.ofEpochSecond(second)));
            stamp = current;
        }
        return current.text();
    }
}
