package io.overdub.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Secrets;
import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Contexts as text that clients carry and cannot make up: signed (HMAC-SHA-256, 96 bits) for one viewer, and good for as long as a phone
 * may have been offline.
 */
@Singleton
class Contexts {

    static final int LONGEST = 300;

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Duration LIFE = Duration.ofDays(8);
    private static final byte FORM = 1;
    private static final int SIGNATURE_BYTES = 12;
    private static final int LONGEST_NAME = 100;
    private static final int FIXED_BYTES = 1 + Long.BYTES + 2 * Long.BYTES + 2 * Integer.BYTES + 2;

    private final Secrets secrets;
    private final Clock clock;

    Contexts(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Of an item that is shown now. */
    String seal(AccountId viewer, String feed, Line line) {
        var names = feed.getBytes(UTF_8);
        var ranker = (line.ranker() == null ? "" : line.ranker().name()).getBytes(UTF_8);
        var said = ByteBuffer.allocate(FIXED_BYTES + names.length + ranker.length)
                .put(FORM)
                .putLong(clock.millis())
                .putLong(line.id().getMostSignificantBits())
                .putLong(line.id().getLeastSignificantBits())
                .putInt(line.place())
                .putInt(line.ranker() == null ? 0 : line.ranker().version());
        said.put((byte) names.length).put(names).put((byte) ranker.length).put(ranker);
        var whole = Arrays.copyOf(said.array(), said.capacity() + SIGNATURE_BYTES);
        System.arraycopy(signature(viewer, said.array()), 0, whole, said.capacity(), SIGNATURE_BYTES);
        return TEXT.encodeToString(whole);
    }

    /** Empty when it was not given to this viewer, or too long ago. */
    Optional<Context> open(AccountId viewer, String text) {
        try {
            var whole = Base64.getUrlDecoder().decode(text);
            // The last letter has bits that say nothing: the decoder takes four letters for one.
            if (whole.length <= SIGNATURE_BYTES || !TEXT.encodeToString(whole).equals(text)) {
                return Optional.empty();
            }
            var said = Arrays.copyOf(whole, whole.length - SIGNATURE_BYTES);
            var signature = Arrays.copyOfRange(whole, said.length, whole.length);
            return MessageDigest.isEqual(signature, signature(viewer, said)) ? read(said) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Ours, but maybe of another release. */
    private Optional<Context> read(byte[] said) {
        var fields = ByteBuffer.wrap(said);
        try {
            if (fields.get() != FORM) {
                return Optional.empty();
            }
            var at = Instant.ofEpochMilli(fields.getLong());
            var item = new UUID(fields.getLong(), fields.getLong());
            var place = fields.getInt();
            var version = fields.getInt();
            var feed = name(fields);
            var ranker = name(fields);
            return at.plus(LIFE).isBefore(clock.instant())
                    ? Optional.empty()
                    : Optional.of(new Context(
                            feed, item, ranker.isEmpty() ? null : new RankerVersion(ranker, version), place, at));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static String name(ByteBuffer fields) {
        var bytes = new byte[Math.min(fields.get(), LONGEST_NAME)];
        fields.get(bytes);
        return new String(bytes, UTF_8);
    }

    private byte[] signature(AccountId viewer, byte[] said) {
        return Arrays.copyOf(secrets.sign("feeds.context", viewer.toString().getBytes(UTF_8), said), SIGNATURE_BYTES);
    }
}
