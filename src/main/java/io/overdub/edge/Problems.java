package io.overdub.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.overdub.kernel.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes problems, above and below JAX-RS alike. */
@Singleton
class Problems {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final String types;
    private final RequestIds ids;
    private final ObjectMapper json;

    Problems(PublicAddress address, RequestIds ids, ObjectMapper json) {
        this.types = address.publicUrl() + "/problems/";
        this.ids = ids;
        this.json = json;
    }

    /** For JAX-RS. */
    Response answer(RoutingContext request, Refusal refusal) {
        var status = statusOf(refusal.kind());
        dress(request, status, retryAfter(refusal));
        return answer(request, status, refusal.code(), String.valueOf(refusal.getMessage()), refusal.faults());
    }

    /** For JAX-RS. */
    Response answer(RoutingContext request, int status, String code, String detail) {
        dress(request, status, status == 503 ? SOON : null);
        return answer(request, status, code, detail, List.of());
    }

    private Response answer(
            RoutingContext request, int status, String code, String detail, List<Refusal.Fault> faults) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(problem(request, status, code, detail, faults))
                .build();
    }

    /** For the Vert.x router: ends the response. */
    void send(RoutingContext request, Refusal refusal) {
        var status = statusOf(refusal.kind());
        dress(request, status, retryAfter(refusal));
        send(request, status, refusal.code(), String.valueOf(refusal.getMessage()), refusal.faults());
    }

    /** For the Vert.x router: ends the response. */
    void send(RoutingContext request, int status, String code, String detail) {
        dress(request, status, status == 503 ? SOON : null);
        send(request, status, code, detail, List.of());
    }

    private void send(RoutingContext request, int status, String code, String detail, List<Refusal.Fault> faults) {
        var response = request.response();
        if (response.ended()) {
            return;
        }
        if (response.headWritten()) {
            // Half an answer is out already; cutting it off is the only honest thing left.
            request.request().connection().close();
            return;
        }
        response.setStatusCode(status);
        response.headers().set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.end(write(problem(request, status, code, detail, faults)));
    }

    private Problem problem(
            RoutingContext request, int status, String code, String detail, List<Refusal.Fault> faults) {
        var title = HttpResponseStatus.valueOf(status).reasonPhrase();
        return new Problem(types + code, title, status, detail, code, ids.traceOf(request), faults);
    }

    private Buffer write(Problem problem) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is plain data", e);
        }
    }

    /** Headers go to the router's response: set twice, they still stand there once. */
    private static void dress(RoutingContext request, int status, @Nullable Duration retryAfter) {
        var headers = request.response().headers();
        if (retryAfter != null) {
            headers.set("Retry-After", Long.toString(Math.max(1, (retryAfter.toMillis() + 999) / 1000)));
        }
        if (status == 401 && !headers.contains(HttpHeaderNames.WWW_AUTHENTICATE)) {
            headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
    }

    private static @Nullable Duration retryAfter(Refusal refusal) {
        if (refusal.retryAfter() != null) {
            return refusal.retryAfter();
        }
        return refusal.kind() == Refusal.Kind.TOO_MANY || refusal.kind() == Refusal.Kind.UNAVAILABLE ? SOON : null;
    }

    private static int statusOf(Refusal.Kind kind) {
        return switch (kind) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case GONE -> 410;
            case PRECONDITION_FAILED -> 412;
            case INVALID -> 422;
            case TOO_MANY -> 429;
            case UNAVAILABLE -> 503;
        };
    }
}
