package io.overdub.embedded;

import java.security.SecureRandom;
import java.util.Base64;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Makes what a production installation must bring along. */
final class DevelopmentSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private DevelopmentSecrets() {}

    static String make(String name) {
        return switch (name) {
            case EmbeddedConfigSource.TOKEN_KEYS -> signingKeys();
            case EmbeddedConfigSource.S3_ACCESS_KEY -> random(15);
            default -> random(32);
        };
    }

    /** A JSON Web Key Set of one private P-256 key, for ES256. */
    private static String signingKeys() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(random(12));
            key.setUse("sig");
            key.setAlgorithm("ES256");
            return new JsonWebKeySet(key).toJson(OutputControlLevel.INCLUDE_PRIVATE);
        } catch (JoseException e) {
            throw new IllegalStateException("Cannot make a P-256 key", e);
        }
    }

    private static String random(int bytes) {
        var secret = new byte[bytes];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
