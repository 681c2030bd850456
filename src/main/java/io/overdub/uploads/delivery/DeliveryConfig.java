package io.overdub.uploads.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Who serves media to phones. */
@ConfigMapping(prefix = "uploads.delivery")
interface DeliveryConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    /**
     * With {@code signed-s3}: whether the bucket's policy lets everybody read what lies under {@code public/}. Then what is public needs
     * no signature, and the catalogue's snapshot can be read without the API for as long as storage stands.
     */
    @WithDefault("false")
    boolean openBucket();

    Optional<CloudFront> cloudfront();

    enum Adapter {
        SIGNED_S3,
        CLOUDFRONT
    }

    /** A distribution in front of the bucket: {@code public/*} without, all else with trusted key groups. */
    interface CloudFront {

        /** Of the distribution, such as {@code https://media.example.org}. */
        URI url();

        /** The id of the public key ({@code K…}), which is not the id of the key group. */
        String keyPairId();

        /** RSA, PEM (PKCS #8). Line ends may be written as \n. */
        String privateKey();
    }
}
