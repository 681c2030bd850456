package io.overdub.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys for everything that this process signs for itself, one per purpose, all derived from {@code overdub.secret} by HMAC-SHA-256.
 * Changing the secret makes open cursors, refresh tokens and stored idempotent answers worthless, and nothing else.
 */
@Singleton
public final class Secrets {

    private static final String HMAC = "HmacSHA256";

    private final byte[] root;
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    Secrets(ProcessConfig config) {
        this.root = config.secret().getBytes(UTF_8);
    }

    /** 32 bytes that depend on the purpose and on every part; parts are length-prefixed, so that ("ab","c") is not ("a","bc"). */
    public byte[] sign(String purpose, byte[]... parts) {
        var mac = mac(keys.computeIfAbsent(purpose, this::derive));
        for (var part : parts) {
            mac.update(new byte[] {
                (byte) (part.length >>> 24), (byte) (part.length >>> 16), (byte) (part.length >>> 8), (byte) part.length
            });
            mac.update(part);
        }
        return mac.doFinal();
    }

    private SecretKeySpec derive(String purpose) {
        return new SecretKeySpec(mac(new SecretKeySpec(root, HMAC)).doFinal(purpose.getBytes(UTF_8)), HMAC);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
