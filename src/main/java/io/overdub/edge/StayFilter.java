package io.overdub.edge;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Holds the {@link Stay} of a request from before its handler gets a thread until JAX-RS is through with it. On the event loop, where nobody
 * hangs up in between; and before all other filters, which may let it wait.
 */
@Provider
@Priority(0)
@NonBlocking
class StayFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        var own = (ResteasyReactiveContainerRequestContext) request;
        var context = (ResteasyReactiveRequestContext) own.getServerRequestContext();
        var stay = Stay.of(context.unwrap(RoutingContext.class));
        if (stay.hold()) {
            context.registerCompletionCallback(failure -> stay.release());
        } else {
            // Gone already: nobody would read the answer.
            request.abortWith(Response.noContent().build());
        }
    }
}
