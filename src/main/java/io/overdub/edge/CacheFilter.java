package io.overdub.edge;

import io.overdub.edge.cache.Answer;
import io.overdub.edge.cache.Answers;
import io.overdub.edge.cache.Answers.Making;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** What is {@link Cached} and is not there: one request makes it, and {@link JsonWriter} hands it over; those that came meanwhile wait. */
@Provider
@Cached
class CacheFilter implements ContainerRequestFilter {

    private static final String MAKING = CacheFilter.class.getName();
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    private final Answers answers;

    CacheFilter(Answers answers) {
        this.answers = answers;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var own = (ResteasyReactiveContainerRequestContext) request;
        var context = (ResteasyReactiveRequestContext) own.getServerRequestContext();
        var routing = context.unwrap(RoutingContext.class);
        var cached = context.getTarget().getLazyMethod().getMethod().getAnnotation(Cached.class);
        var everyone = cached.audience() == Cached.Audience.EVERYONE;
        if (!request.getMethod().equals("GET") || CacheDoor.isSignedIn(routing) && !everyone) {
            return;
        }
        var tags = tags(cached, request.getUriInfo().getPathParameters());
        var making = answers.make(
                routing.request().uri(),
                everyone,
                Duration.ofSeconds(cached.seconds()),
                tags,
                answer -> goOn(own, answer));
        if (making == null) {
            return;
        }
        if (making.isMine()) {
            routing.put(MAKING, making);
            routing.addEndHandler(ended -> making.giveUp());
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

    private static void goOn(ResteasyReactiveContainerRequestContext waiting, @Nullable Answer answer) {
        if (answer == null) {
            waiting.resume();
        } else {
            waiting.abortWith(
                    Response.ok(answer.body(), MediaType.APPLICATION_JSON_TYPE).build());
        }
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
