package io.overdub.accounts;

import io.overdub.kernel.Secrets;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The text of refresh tokens: session, generation and an HMAC over both and the salt of the session. The same generation always has
 * the same text, so an answer that was lost can be given again without having been kept.
 */
@Singleton
class RefreshTokens {

    private static final int NAMED = 2 * Long.BYTES + Integer.BYTES;
    private static final int SIGNATURE = 32;

    private final Secrets secrets;

    RefreshTokens(Secrets secrets) {
        this.secrets = secrets;
    }

    String seal(UUID session, int generation, byte[] salt) {
        var bytes = ByteBuffer.allocate(NAMED + SIGNATURE)
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits())
                .putInt(generation)
                .put(signature(session, generation, salt));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** What a text claims to be, or null when it is no refresh token at all; true only if {@link #isGenuine}. */
    @Nullable Claim open(String text) {
        var bytes = decode(text);
        if (bytes == null || bytes.length != NAMED + SIGNATURE) {
            return null;
        }
        var fields = ByteBuffer.wrap(bytes);
        var session = new UUID(fields.getLong(), fields.getLong());
        var generation = fields.getInt();
        var signature = new byte[SIGNATURE];
        fields.get(signature);
        return new Claim(session, generation, signature);
    }

    boolean isGenuine(Claim claim, byte[] salt) {
        return MessageDigest.isEqual(claim.signature, signature(claim.session, claim.generation, salt));
    }

    private byte[] signature(UUID session, int generation, byte[] salt) {
        var named = ByteBuffer.allocate(NAMED)
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits())
                .putInt(generation);
        return secrets.sign("refresh", salt, named.array());
    }

    private static byte @Nullable [] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What somebody says. */
    static final class Claim {

        private final UUID session;
        private final int generation;
        private final byte[] signature;

        private Claim(UUID session, int generation, byte[] signature) {
            this.session = session;
            this.generation = generation;
            this.signature = signature;
        }

        UUID session() {
            return session;
        }

        int generation() {
            return generation;
        }
    }
}
