package io.overdub.edge;

import io.overdub.kernel.RedisScripts;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Marks answers of a time when something was away that they are better with: {@code Degraded: redis}. They are right all the same. */
@Provider
class DegradedAnswers implements ContainerResponseFilter {

    static final String HEADER = "Degraded";

    /** Not before it is needed: filters are made while the app is built, when nothing is configured. */
    private final jakarta.inject.Provider<RedisScripts> redis;

    DegradedAnswers(jakarta.inject.Provider<RedisScripts> redis) {
        this.redis = redis;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (redis.get().isAway()) {
            answer.getHeaders().putSingle(HEADER, "redis");
        }
    }
}
