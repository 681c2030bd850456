package io.overdub.uploads.delivery;

import io.overdub.kernel.Secrets;
import io.overdub.uploads.storage.DirectAccess;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

class DeliveryProducer {

    @Produces
    @Singleton
    @Startup
    Delivery delivery(DeliveryConfig config, DirectAccess access, Secrets secrets, Clock clock) {
        return switch (config.adapter()) {
            case SIGNED_S3 -> new SignedS3Delivery(access, config.openBucket(), clock);
            case CLOUDFRONT -> cloudFront(config, secrets, clock);
        };
    }

    private static Delivery cloudFront(DeliveryConfig config, Secrets secrets, Clock clock) {
        var settings = config.cloudfront()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "uploads.delivery.adapter=cloudfront needs uploads.delivery.cloudfront.url, .key-pair-id and .private-key"));
        var signer = new CloudFrontSigner(settings.keyPairId(), settings.privateKey());
        return new CloudFrontDelivery(settings.url(), signer, secrets, clock);
    }
}
