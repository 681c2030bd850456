package io.overdub.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.overdub.kernel.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How many requests one client may make, by class of route: the account that signed in, else the network it comes from. On the router
 * and not in JAX-RS, so that addresses which lead nowhere count as well, and no worker is spent on who is over the limit.
 */
@Singleton
class RouteLimits {

    /** After authentication (200) is prepared and authorisation (100), before the body is read. */
    private static final int AFTER_SECURITY = 50;

    private static final String API = "/v1/";

    private record RouteClass(
            String name, List<String> paths, boolean byNetwork, Gcra rule, String policy, String quoted) {

        static RouteClass of(String name, EdgeConfig.RouteClass config) {
            var policy = "\"%s\";q=%d;w=%d"
                    .formatted(name, config.burst(), Math.max(1, config.per().toSeconds()));
            var rule = RateLimits.gcra(config.burst(), config.per());
            return new RouteClass(
                    name, config.paths().orElse(List.of()), config.byNetwork(), rule, policy, '"' + name + '"');
        }
    }

    private final EdgeConfig config;
    private final Leases leases;
    private final Problems problems;
    private final RouteClass reads;
    private final RouteClass writes;
    private final List<RouteClass> others = new ArrayList<>();

    RouteLimits(EdgeConfig config, Leases leases, Problems problems) {
        this.config = config;
        this.leases = leases;
        this.problems = problems;
        this.reads = required("read");
        this.writes = required("write");
        config.limits().classes().forEach((name, settings) -> {
            if (settings.paths().isPresent()) {
                others.add(RouteClass.of(name, settings));
            }
        });
    }

    private RouteClass required(String name) {
        var settings = config.limits().classes().get(name);
        if (settings == null) {
            throw new IllegalStateException("edge.limits.classes." + name + ".burst is not set");
        }
        return RouteClass.of(name, settings);
    }

    void open(@Observes Filters filters) {
        if (config.limits().enabled()) {
            filters.register(this::admit, AFTER_SECURITY);
        }
    }

    private void admit(RoutingContext request) {
        var route = classOf(request);
        if (route == null) {
            request.next();
            return;
        }
        Uni<SecurityIdentity> identity = request.get(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
        if (route.byNetwork()
                || identity == null
                || !request.request().headers().contains(HttpHeaderNames.AUTHORIZATION)) {
            admit(request, route, network(request));
        } else {
            identify(request, identity, client -> admit(request, route, client));
        }
    }

    /**
     * Quarkus remembers the outcome for whoever asks later. A bad token counts for the network here and is refused where somebody
     * wants to know who asks: until then Quarkus must not answer by itself.
     */
    private void identify(RoutingContext request, Uni<SecurityIdentity> identity, Consumer<String> then) {
        var here = request.vertx().getOrCreateContext();
        Object answering = request.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        Consumer<String> back = client -> onContext(here, () -> {
            request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, answering);
            then.accept(client);
        });
        identity.subscribe()
                .with(
                        known -> back.accept(
                                known.isAnonymous()
                                        ? network(request)
                                        : known.getPrincipal().getName()),
                        failure -> back.accept(network(request)));
    }

    private void admit(RoutingContext request, RouteClass route, String client) {
        var verdict = leases.spend(route.rule(), RateLimits.name(route.name(), client));
        if (verdict.isComplete()) {
            decide(request, route, verdict.result());
            return;
        }
        var here = request.vertx().getOrCreateContext();
        verdict.onSuccess(late -> onContext(here, () -> decide(request, route, late)));
    }

    /** Tokens and Redis answer on threads of their own choice. The body waits meanwhile: Quarkus has paused the request. */
    private static void onContext(Context here, Runnable step) {
        if (Vertx.currentContext() == here) {
            step.run();
        } else {
            here.runOnContext(ignored -> step.run());
        }
    }

    /** Of classes whose paths begin alike the one that says most. */
    private @Nullable RouteClass classOf(RoutingContext request) {
        var path = Entrance.pathOf(request);
        RouteClass closest = null;
        var longest = -1;
        for (var other : others) {
            for (var start : other.paths()) {
                if (start.length() > longest && path.startsWith(start)) {
                    closest = other;
                    longest = start.length();
                }
            }
        }
        if (closest != null || !path.startsWith(API)) {
            return closest;
        }
        return Entrance.isRead(request) ? reads : writes;
    }

    private String network(RoutingContext request) {
        return ClientAddress.networkOf(request.request(), config.trustedProxies());
    }

    /** The headers follow draft-ietf-httpapi-ratelimit-headers-10; {@code t} is the time until all of the quota is there again. */
    private void decide(RoutingContext request, RouteClass route, RateLimits.Verdict verdict) {
        if (Stay.of(request).isOver()) {
            // Broken off, or hung up, meanwhile.
            return;
        }
        request.response()
                .headers()
                .set("RateLimit-Policy", route.policy())
                .set(
                        "RateLimit",
                        route.quoted() + ";r=" + verdict.remaining() + ";t=" + (verdict.fullAfterMs() + 999) / 1000);
        if (verdict.allowed()) {
            request.next();
        } else {
            problems.send(request, new RateLimited(verdict.retryAfter()));
        }
    }

    private static final class RateLimited extends Refusal {
        RateLimited(Duration retryAfter) {
            super(Kind.TOO_MANY, "rate_limited", "Too many requests; slow down", retryAfter);
        }
    }
}
