package io.overdub.edge;

import io.overdub.kernel.Refusal;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Turns what fails on the Vert.x router, outside JAX-RS, into problems: there is no other voice in which this process says no. */
@Singleton
class RouterProblems {

    private static final Logger LOG = Logger.getLogger(RouterProblems.class);

    /** After the handlers of JAX-RS, before Quarkus' own error page. */
    private static final int LAST_BUT_ONE = Integer.MAX_VALUE - 1;

    private static final int[] ROUTER_REFUSALS = {400, 404, 405, 406, 413, 414, 415, 500};

    private final Problems problems;

    RouterProblems(Problems problems) {
        this.problems = problems;
    }

    void catchAll(@Observes Router router) {
        for (var status : ROUTER_REFUSALS) {
            router.errorHandler(status, this::failed);
        }
        // Nothing is served behind this one: what came so far has no route.
        router.route()
                .order(LAST_BUT_ONE)
                .handler(request -> refuse(request, 404))
                .failureHandler(this::failed);
    }

    private void failed(RoutingContext request) {
        if (request.response().closed()) {
            // Nobody reads an answer to a request that was given up, and its handler may still be at work and bring
            // one.
            return;
        }
        var failure = request.failure();
        if (failure instanceof Refusal refusal) {
            problems.send(request, refusal);
        } else if (failure instanceof UnauthorizedException) {
            problems.send(request, 401, "sign_in_required", ProblemAnswers.SIGN_IN);
        } else if (failure instanceof AuthenticationException) {
            problems.send(request, 401, "invalid_token", ProblemAnswers.BAD_TOKEN);
        } else if (failure instanceof ForbiddenException) {
            problems.send(request, 403, "forbidden", ProblemAnswers.FORBIDDEN);
        } else if (failure instanceof RejectedExecutionException) {
            problems.send(request, 503, "unavailable", ProblemAnswers.BUSY);
        } else {
            var status = request.statusCode() >= 400 ? request.statusCode() : 500;
            if (failure != null && status >= 500) {
                LOG.errorf(
                        failure,
                        "Request %s %s failed",
                        request.request().method(),
                        request.request().path());
            }
            refuse(request, status);
        }
    }

    private void refuse(RoutingContext request, int status) {
        problems.send(request, status, ProblemAnswers.codeOf(status), ProblemAnswers.detailOf(status));
    }
}
