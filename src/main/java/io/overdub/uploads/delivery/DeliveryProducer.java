package io.overdub.uploads.delivery;

import io.overdub.uploads.storage.DirectAccess;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

class DeliveryProducer {

    @Produces
    @Singleton
    @Startup
    Delivery delivery(DeliveryConfig config, DirectAccess access, Clock clock) {
        return switch (config.adapter()) {
            case SIGNED_S3 -> new SignedS3Delivery(access, clock);
        };
    }
}
