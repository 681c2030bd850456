package io.overdub.edge;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.overdub.kernel.Causes;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Refusal;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** What each exception that leaves a handler means to the client. */
class ProblemAnswers {

    static final String SIGN_IN = "Send an access token as Authorization: Bearer …";
    static final String BAD_TOKEN = "The access token is not valid, or no longer";
    static final String FORBIDDEN = "This account may not do that";
    static final String AWAY = "What would answer this is away; everything else works";
    static final String BUSY = "Too much is going on; try again shortly";

    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

    private final Problems problems;

    ProblemAnswers(Problems problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    public Response refused(Refusal refusal, RoutingContext request) {
        var making = CacheFilter.making(request);
        if (making != null && refusal.kind() == Refusal.Kind.NOT_FOUND) {
            making.refuse(refusal);
        }
        return problems.answer(request, refusal);
    }

    @ServerExceptionMapper
    public Response invalid(ResteasyReactiveViolationException violations, RoutingContext request) {
        var refusal = Violations.refusal(violations.getConstraintViolations());
        return refusal == null ? broken(violations, request) : problems.answer(request, refusal);
    }

    /** JAX-RS says 404 also when it cannot convert a parameter; the cause tells the two apart. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException missing, RoutingContext request) {
        return missing.getCause() == null ? http(missing, request) : unreadable(missing.getCause(), request);
    }

    private Response unreadable(Throwable cause, RoutingContext request) {
        return problems.answer(request, cause instanceof Refusal refusal ? refusal : Malformed.parameter(List.of()));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException answer, RoutingContext request) {
        var status = answer.getResponse().getStatus();
        if (status >= 500) {
            return broken(answer, request);
        }
        if (status < 400) {
            return answer.getResponse();
        }
        return problems.answer(request, status, codeOf(status), detailOf(status));
    }

    @ServerExceptionMapper
    public Response signInFirst(UnauthorizedException anonymous, RoutingContext request) {
        return problems.answer(request, 401, "sign_in_required", SIGN_IN);
    }

    @ServerExceptionMapper({
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class,
        AuthenticationRedirectException.class
    })
    public Response badToken(SecurityException failed, RoutingContext request) {
        return problems.answer(request, 401, "invalid_token", BAD_TOKEN);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException forbidden, RoutingContext request) {
        return problems.answer(request, 403, "forbidden", FORBIDDEN);
    }

    @ServerExceptionMapper
    public Response away(EngineAway away, RoutingContext request) {
        LOG.warnf("Request %s: %s", request.request().path(), away.getMessage());
        return problems.answer(request, 503, "engine_away", AWAY);
    }

    @ServerExceptionMapper
    public Response replayed(Replay replay) {
        return replay.answer();
    }

    /** Quarkus brings its own answers to the first two; here they are bugs like any other, for reading JSON is over by then. */
    @ServerExceptionMapper({MismatchedInputException.class, ValidationException.class, Throwable.class})
    public Response broken(Throwable bug, RoutingContext request) {
        for (var cause : Causes.of(bug)) {
            if (cause instanceof Refusal refusal) {
                return problems.answer(request, refusal);
            }
            if (cause instanceof RejectedExecutionException) {
                return problems.answer(request, 503, "unavailable", BUSY);
            }
            var answer = cause instanceof SQLException sql ? database(sql, request) : null;
            if (answer != null) {
                return answer;
            }
        }
        LOG.errorf(
                bug,
                "Request %s %s failed",
                request.request().method(),
                request.request().path());
        return problems.answer(request, 500, "internal_error", detailOf(500));
    }

    /** By SQLSTATE (PostgreSQL, Appendix A); null when the statement itself is at fault. */
    private @Nullable Response database(SQLException failure, RoutingContext request) {
        var state = failure.getSQLState();
        if (state == null) {
            // Agroal's acquisition timeout has no state and no type of its own.
            var waited = String.valueOf(failure.getMessage()).contains("cquisition timeout");
            return waited ? unavailable(failure, request) : null;
        }
        if (state.equals("23505")) {
            return problems.answer(request, 409, "conflict", "Somebody else was faster; look again and retry");
        }
        if (state.equals("22021") || state.equals("22P05")) {
            return problems.answer(request, 400, "malformed_text", "Text is Unicode without NUL");
        }
        var passing = state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("57014")
                || state.equals("40001")
                || state.equals("40P01")
                || state.equals("55P03");
        return passing ? unavailable(failure, request) : null;
    }

    private Response unavailable(SQLException failure, RoutingContext request) {
        LOG.warnf("Request %s found no database: %s", request.request().path(), failure.getMessage());
        return problems.answer(request, 503, "unavailable", BUSY);
    }

    static String codeOf(int status) {
        return switch (status) {
            case 400 -> "malformed_request";
            case 401 -> "sign_in_required";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "body_too_large";
            case 414 -> "address_too_long";
            case 415 -> "unsupported_media_type";
            case 503 -> "unavailable";
            default -> status >= 500 ? "internal_error" : "refused";
        };
    }

    static String detailOf(int status) {
        return switch (status) {
            case 400 -> "The request cannot be read";
            case 401 -> SIGN_IN;
            case 403 -> FORBIDDEN;
            case 404 -> "There is nothing here";
            case 405 -> "This address does not know that method";
            case 406 -> "Answers are application/json";
            case 413 -> "The body is larger than this address takes";
            case 414 -> "The address is too long";
            case 415 -> "Bodies are application/json, plain or gzip";
            case 503 -> BUSY;
            default -> status >= 500 ? "Something broke on our side; trace_id names it" : "The request is refused";
        };
    }
}
