package io.overdub.kernel;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without its replica the primary answers everything: so the app is ready, and says what it does without. */
@Readiness
@Singleton
class ReplicaHealth implements HealthCheck {

    private final Replica replica;

    ReplicaHealth(Replica replica) {
        this.replica = replica;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Replica of PostgreSQL")
                .up()
                .withData("away", replica.isThere() && !replica.isFit())
                .build();
    }
}
