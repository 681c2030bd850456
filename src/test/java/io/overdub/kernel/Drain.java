package io.overdub.kernel;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Lets everything in flight settle: afterwards each fact has reached each subscriber that could take it. */
@Singleton
public class Drain {

    private final OutboxRelay relay;

    Drain(OutboxRelay relay) {
        this.relay = relay;
    }

    public void settle() {
        try {
            relay.settle(Duration.ofSeconds(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the outbox settled", e);
        }
    }
}
