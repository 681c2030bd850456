package io.overdub.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** What a client knows of a thing before it changes it: {@code If-Match} on PATCH, PUT and DELETE. */
@RequestScoped
public class Preconditions {

    private final RoutingContext request;
    private final ObjectMapper json;

    Preconditions(RoutingContext request, ObjectMapper json) {
        this.request = request;
        this.json = json;
    }

    /**
     * Call it in the transaction that changes the thing, once its row is locked. A request without {@code If-Match} passes.
     *
     * @param current what GET would answer now
     * @throws Refusal 412 {@code precondition_failed} when the client has seen something else; of what is {@link Edited}, another edition
     */
    public void requireMatch(Object current) {
        var seen = request.request().getHeader(HttpHeaders.IF_MATCH);
        if (seen != null && !EntityTag.isUnedited(seen, current, bytes(current))) {
            throw new PreconditionFailed();
        }
    }

    private byte[] bytes(Object current) {
        try {
            return json.writeValueAsBytes(current);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What GET answers is plain data", e);
        }
    }

    private static final class PreconditionFailed extends Refusal {
        PreconditionFailed() {
            super(Kind.PRECONDITION_FAILED, "precondition_failed", "It has changed since; get it again");
        }
    }
}
