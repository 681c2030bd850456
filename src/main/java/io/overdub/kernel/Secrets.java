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
    /** None of them is ever used: copying one takes half of what making one takes. */
    private final Map<String, Mac> macs = new ConcurrentHashMap<>();

    Secrets(ProcessConfig config) {
        this.root = config.secret().getBytes(UTF_8);
    }

    /** 32 bytes that depend on the purpose and on every part; parts are length-prefixed, so that ("ab","c") is not ("a","bc"). */
    public byte[] sign(String purpose, byte[]... parts) {
        var mac = copy(macs.computeIfAbsent(purpose, this::derive));
        for (var part : parts) {
            mac.update(new byte[] {
                (byte) (part.length >>> 24), (byte) (part.length >>> 16), (byte) (part.length >>> 8), (byte) part.length
            });
            mac.update(part);
        }
        return mac.doFinal();
    }

    private Mac derive(String purpose) {
        return mac(mac(root).doFinal(purpose.getBytes(UTF_8)));
    }

    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HmacSHA256 of every Java platform can be copied", e);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
