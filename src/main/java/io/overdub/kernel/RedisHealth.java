package io.overdub.kernel;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without Redis the app answers, slower: so it is ready, and says what it does without. */
@Readiness
@Singleton
class RedisHealth implements HealthCheck {

    private final RedisScripts redis;

    RedisHealth(RedisScripts redis) {
        this.redis = redis;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Redis")
                .up()
                .withData("away", redis.isAway())
                .build();
    }
}
