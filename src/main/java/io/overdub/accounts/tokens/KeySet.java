package io.overdub.accounts.tokens;

import java.security.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The configured keys. One that can't be used stops the boot. */
final class KeySet {

    private static final String SETTING = "accounts.tokens.keys";

    private final Map<String, EllipticCurveJsonWebKey> keys = new LinkedHashMap<>();
    private final EllipticCurveJsonWebKey signer;

    KeySet(String json) {
        for (var key : parse(json).getJsonWebKeys()) {
            add(key);
        }
        this.signer = keys.values().stream()
                .filter(key -> key.getPrivateKey() != null)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(SETTING + " has no private key to sign with"));
    }

    EllipticCurveJsonWebKey signer() {
        return signer;
    }

    @Nullable Key verifier(@Nullable String id) {
        var key = id == null ? null : keys.get(id);
        return key == null ? null : key.getPublicKey();
    }

    String publicJson() {
        return new JsonWebKeySet(keys.values().toArray(JsonWebKey[]::new))
                .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private void add(JsonWebKey key) {
        if (!(key instanceof EllipticCurveJsonWebKey curve && "P-256".equals(curve.getCurveName()))) {
            throw new IllegalStateException(SETTING + " may only hold P-256 keys");
        }
        if (key.getKeyId() == null || keys.put(key.getKeyId(), curve) != null) {
            throw new IllegalStateException(SETTING + " needs a kid on each key, no two alike");
        }
        curve.setUse("sig");
        curve.setAlgorithm("ES256");
    }

    private static JsonWebKeySet parse(String json) {
        try {
            return new JsonWebKeySet(json);
        } catch (JoseException e) {
            // Without the cause: its message may quote the key.
            throw new IllegalStateException(SETTING + " is not a JWK Set");
        }
    }
}
