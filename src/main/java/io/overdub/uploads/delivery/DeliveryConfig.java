package io.overdub.uploads.delivery;

import io.smallrye.config.ConfigMapping;

/** Who serves media to phones. */
@ConfigMapping(prefix = "uploads.delivery")
interface DeliveryConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    enum Adapter {
        SIGNED_S3
    }
}
