package io.overdub.feeds.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JSON web tokens for Stream: HS256 with the secret of the application. Nothing that comes from outside is in the claims. */
final class StreamToken {

    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    StreamToken(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), HMAC);
    }

    /** @param claims a JSON object */
    String of(String claims) {
        var text = HEADER + "." + encode(claims.getBytes(UTF_8));
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return text + "." + encode(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
