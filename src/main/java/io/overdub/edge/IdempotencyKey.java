package io.overdub.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.kernel.Refusal;
import io.overdub.kernel.Secrets;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that a client chose, bound to the account that sent it. Neither the key nor the answer stands in the database in the clear: the
 * row is named by an HMAC, and the answer (it may hold tokens) is sealed with AES-256-GCM under a key that needs this key as well.
 */
final class IdempotencyKey {

    private static final int SHORTEST = 16;
    private static final int LONGEST = 255;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom CHANCE = new SecureRandom();

    private final byte[] id;
    private final SecretKeySpec seal;

    private IdempotencyKey(byte[] id, byte[] seal) {
        this.id = id;
        this.seal = new SecretKeySpec(seal, "AES");
    }

    /**
     * @param scope whose key it is
     * @throws Refusal 400 {@code bad_idempotency_key} when the header is not 16 to 255 visible ASCII characters; the quotes of a
     *     structured-field string may be around them
     */
    static IdempotencyKey of(String header, String scope, Secrets secrets) {
        var quoted = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
        var text = quoted ? header.substring(1, header.length() - 1) : header;
        if (text.length() < SHORTEST || text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new BadIdempotencyKey();
        }
        var key = text.getBytes(UTF_8);
        var owner = scope.getBytes(UTF_8);
        return new IdempotencyKey(
                secrets.sign("idempotency-row", owner, key), secrets.sign("idempotency-seal", owner, key));
    }

    /** Names the row: 32 bytes. */
    byte[] id() {
        return id.clone();
    }

    /** What the advisory lock is taken on. */
    long lock() {
        return ByteBuffer.wrap(id).getLong();
    }

    byte[] seal(byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        CHANCE.nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, plain);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    byte[] unseal(byte[] stored) {
        return cipher(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(stored, NONCE_BYTES),
                Arrays.copyOfRange(stored, NONCE_BYTES, stored.length));
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, seal, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(id);
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored answer cannot be sealed or read", e);
        }
    }

    private static final class BadIdempotencyKey extends Refusal {
        BadIdempotencyKey() {
            super(Kind.MALFORMED, "bad_idempotency_key", "Idempotency-Key is 16 to 255 visible ASCII characters");
        }
    }
}
