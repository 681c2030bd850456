package io.overdub.edge;

import io.overdub.edge.cache.Answer;
import io.overdub.edge.cache.Answers;
import io.overdub.edge.cache.Answers.Making;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Provider;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** What is {@link Cached} and is not there: one request makes it, and {@link JsonWriter} hands it over; those that came meanwhile wait. */
@jakarta.ws.rs.ext.Provider
@Cached
class CacheFilter implements ContainerRequestFilter {

    private static final String MAKING = CacheFilter.class.getName();
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    private final Answers answers;
    /** Not before it is needed: filters are made while the app is built, when nothing is configured. */
    private final Provider<Problems> problems;

    private final Provider<LoadShedding> places;

    CacheFilter(Answers answers, Provider<Problems> problems, Provider<LoadShedding> places) {
        this.answers = answers;
        this.problems = problems;
        this.places = places;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var own = (ResteasyReactiveContainerRequestContext) request;
        var context = (ResteasyReactiveRequestContext) own.getServerRequestContext();
        var routing = context.unwrap(RoutingContext.class);
        var handler = context.getTarget().getLazyMethod().getMethod();
        var cached = handler.getAnnotation(Cached.class);
        var everyone = cached.audience() == Cached.Audience.EVERYONE;
        if (!request.getMethod().equals("GET") || CacheDoor.isSignedIn(routing) && !everyone) {
            return;
        }
        var terms = new Answers.Terms(
                route(handler),
                everyone,
                Duration.ofSeconds(cached.seconds()),
                tags(cached, request.getUriInfo().getPathParameters()));
        var making = answers.make(routing.request().uri(), terms, answer -> goOn(own, routing, answer));
        if (making == null) {
            return;
        }
        if (making.isMine()) {
            routing.put(MAKING, making);
            // Not when its client hangs up: others wait for what it makes.
            Stay.of(routing).whenOver(making::giveUp);
            if (making.isWorthSeeking()) {
                own.suspend();
                making.seek(answer -> goOn(own, routing, answer));
            }
        } else {
            // First, for the answer may come at once.
            own.suspend();
            making.await();
        }
    }

    /** The one that a request makes for others too; null for nearly all. */
    static @Nullable Making making(RoutingContext request) {
        return request.get(MAKING);
    }

    private void goOn(
            ResteasyReactiveContainerRequestContext waiting, RoutingContext request, @Nullable Answer answer) {
        if (answer == null && places.get().takeIn(request)) {
            waiting.resume();
        } else if (answer == null) {
            waiting.abortWith(problems.get().answer(request, 503, "unavailable", ProblemAnswers.BUSY));
        } else if (answer.refusal() != null) {
            waiting.abortWith(problems.get().answer(request, answer.refusal()));
        } else {
            request.response().headers().set(HttpHeaders.ETAG, answer.tag());
            waiting.abortWith(
                    EntityTag.isListed(request.request().getHeader(HttpHeaders.IF_NONE_MATCH), answer.tag())
                            ? Response.notModified().build()
                            : Response.ok(answer.body(), answer.contentType()).build());
        }
    }

    private static String route(Method handler) {
        var own = handler.getAnnotation(Path.class);
        return handler.getDeclaringClass().getAnnotation(Path.class).value() + (own == null ? "" : own.value());
    }

    private static List<String> tags(Cached cached, MultivaluedMap<String, String> parameters) {
        return Arrays.stream(cached.tags())
                .map(tag -> PARAMETER
                        .matcher(tag)
                        .replaceAll(name -> String.valueOf(parameters.getFirst(name.group(1)))
                                .toLowerCase(Locale.ROOT)))
                .toList();
    }
}
