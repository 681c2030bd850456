package io.overdub.kernel;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** What follows from requests waits while an engine is away, and is not lost: so the app is ready. Which engine, the log says. */
@Readiness
@Singleton
class OutboxHealth implements HealthCheck {

    private final OutboxRelay relay;

    OutboxHealth(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Outbox")
                .up()
                .withData("subscribers_waiting_for_an_engine", relay.resting())
                .build();
    }
}
