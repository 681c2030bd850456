package io.overdub.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.overdub.edge.cache.Answer;
import io.overdub.edge.cache.Answers;
import io.overdub.kernel.SqlPulse;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers from what is {@link Cached}, on the event loop: after the limits, which count these requests like others. */
@Singleton
class CacheDoor {

    /** Behind {@link RouteLimits}. */
    private static final int AFTER_LIMITS = 40;

    private final Answers answers;
    private final SqlPulse database;
    private final Problems problems;

    CacheDoor(Answers answers, SqlPulse database, Problems problems) {
        this.answers = answers;
        this.database = database;
        this.problems = problems;
    }

    void open(@Observes Filters filters) {
        filters.register(this::answer, AFTER_LIMITS);
    }

    private void answer(RoutingContext request) {
        var known = request.request().method().equals(HttpMethod.GET)
                ? answers.find(request.request().uri(), isSignedIn(request))
                : null;
        if (known == null) {
            request.next();
            return;
        }
        if (database.isAway()) {
            request.response().headers().set(DegradedAnswers.HEADER, "postgresql");
        }
        if (known.refusal() != null) {
            problems.send(request, known.refusal());
        } else {
            send(known, request);
        }
    }

    static boolean isSignedIn(RoutingContext request) {
        return request.request().headers().contains(HttpHeaderNames.AUTHORIZATION);
    }

    private static void send(Answer answer, RoutingContext request) {
        var response = request.response();
        response.headers().set(HttpHeaderNames.ETAG, answer.tag());
        if (EntityTag.isListed(request.request().getHeader(HttpHeaderNames.IF_NONE_MATCH), answer.tag())) {
            response.setStatusCode(304).end();
            return;
        }
        var form = answer.form(request.request().getHeader(HttpHeaderNames.ACCEPT_ENCODING));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .set(HttpHeaderNames.CONTENT_ENCODING, form.encoding());
        response.end(Buffer.buffer(form.bytes()));
    }
}
