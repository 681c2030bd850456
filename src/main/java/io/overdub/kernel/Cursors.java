package io.overdub.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cursors are the id of the last row seen, signed (HMAC-SHA-256, 96 bits) and bound to the list that gave them. The name of a list
 * says everything that selects its rows, the viewer too where the list depends on one: a cursor from elsewhere is malformed.
 */
@Singleton
final class Cursors {

    private static final Duration LIFE = Duration.ofHours(24);
    private static final int POSITION_BYTES = Long.BYTES + 2 * Long.BYTES;
    private static final int SIGNATURE_BYTES = 12;

    private final Secrets secrets;
    private final Clock clock;

    Cursors(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    String seal(String list, UUID position) {
        var bytes = ByteBuffer.allocate(POSITION_BYTES + SIGNATURE_BYTES)
                .putLong(clock.millis())
                .putLong(position.getMostSignificantBits())
                .putLong(position.getLeastSignificantBits());
        bytes.put(signature(list, Arrays.copyOf(bytes.array(), POSITION_BYTES)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * The position that a cursor marks, or null for the start of the list.
     *
     * @throws BadCursor when it is not one of ours for this list
     * @throws CursorExpired when it is older than 24 hours
     */
    @Nullable UUID open(String list, @Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        var bytes = decode(cursor);
        var position = Arrays.copyOf(bytes, POSITION_BYTES);
        var signature = Arrays.copyOfRange(bytes, POSITION_BYTES, bytes.length);
        if (!MessageDigest.isEqual(signature, signature(list, position))) {
            throw new BadCursor();
        }
        var fields = ByteBuffer.wrap(position);
        if (Instant.ofEpochMilli(fields.getLong()).plus(LIFE).isBefore(clock.instant())) {
            throw new CursorExpired();
        }
        return new UUID(fields.getLong(), fields.getLong());
    }

    private static byte[] decode(String cursor) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == POSITION_BYTES + SIGNATURE_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new BadCursor();
        }
        throw new BadCursor();
    }

    private byte[] signature(String list, byte[] position) {
        return Arrays.copyOf(secrets.sign("cursor", list.getBytes(UTF_8), position), SIGNATURE_BYTES);
    }
}
