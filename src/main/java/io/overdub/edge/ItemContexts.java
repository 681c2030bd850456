package io.overdub.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.kernel.Secrets;
import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Contexts as text that clients carry and cannot make up: signed (HMAC-SHA-256, 96 bits) for one viewer or for whoever may see the item, and
 * good for as long as a phone may have been offline.
 */
@Singleton
public class ItemContexts {

    public static final int LONGEST = 300;

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Duration LIFE = Duration.ofDays(8);
    private static final byte FOR_ONE = 2;
    private static final byte FOR_ALL = 3;
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int SIGNATURE_BYTES = 12;
    private static final int LONGEST_NAME = 100;
    private static final int FIXED_BYTES = 1 + Long.BYTES + 5 * Long.BYTES + 2 * Integer.BYTES + 2;

    private final Secrets secrets;
    private final Clock clock;

    ItemContexts(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Of a dub that is shown outside of feeds, for whoever may see it. It is the same for a day: so are answers that many get.
     *
     * @param place such as {@code profile}
     */
    public String seal(String place, UUID dub, UUID author, long lengthMs) {
        var today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        return seal(FOR_ALL, NOBODY, new ItemContext(place, dub, author, lengthMs, null, 0, 0, today));
    }

    public String seal(UUID viewer, ItemContext shown) {
        return seal(FOR_ONE, viewer, shown);
    }

    private String seal(byte form, UUID viewer, ItemContext shown) {
        var feed = shown.feed().getBytes(UTF_8);
        var author = shown.author() == null ? NOBODY : shown.author();
        var formula = (shown.formula() == null ? "" : shown.formula()).getBytes(UTF_8);
        var said = ByteBuffer.allocate(FIXED_BYTES + feed.length + formula.length)
                .put(form)
                .putLong(shown.at().toEpochMilli())
                .putLong(shown.item().getMostSignificantBits())
                .putLong(shown.item().getLeastSignificantBits())
                .putLong(author.getMostSignificantBits())
                .putLong(author.getLeastSignificantBits())
                .putLong(shown.lengthMs())
                .putInt(shown.place())
                .putInt(shown.formulaVersion());
        said.put((byte) feed.length).put(feed).put((byte) formula.length).put(formula);
        var whole = Arrays.copyOf(said.array(), said.capacity() + SIGNATURE_BYTES);
        System.arraycopy(signature(viewer, said.array()), 0, whole, said.capacity(), SIGNATURE_BYTES);
        return TEXT.encodeToString(whole);
    }

    /**
     * Empty when it was given to another viewer only, or too long ago.
     *
     * @param viewer null when nobody has signed in
     */
    public Optional<ItemContext> open(@Nullable UUID viewer, String text) {
        try {
            var whole = Base64.getUrlDecoder().decode(text);
            // The last letter has bits that say nothing: the decoder takes four letters for one.
            if (whole.length <= SIGNATURE_BYTES || !TEXT.encodeToString(whole).equals(text)) {
                return Optional.empty();
            }
            var said = Arrays.copyOf(whole, whole.length - SIGNATURE_BYTES);
            var signature = Arrays.copyOfRange(whole, said.length, whole.length);
            var whom = said[0] == FOR_ALL ? NOBODY : viewer;
            return whom != null && MessageDigest.isEqual(signature, signature(whom, said))
                    ? read(said)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Ours, but maybe of another release. */
    private Optional<ItemContext> read(byte[] said) {
        var fields = ByteBuffer.wrap(said);
        try {
            var form = fields.get();
            if (form != FOR_ONE && form != FOR_ALL) {
                return Optional.empty();
            }
            var at = Instant.ofEpochMilli(fields.getLong());
            var item = new UUID(fields.getLong(), fields.getLong());
            var author = new UUID(fields.getLong(), fields.getLong());
            var length = fields.getLong();
            var place = fields.getInt();
            var version = fields.getInt();
            var feed = name(fields);
            var formula = name(fields);
            return at.plus(LIFE).isBefore(clock.instant())
                    ? Optional.empty()
                    : Optional.of(new ItemContext(
                            feed,
                            item,
                            author.equals(NOBODY) ? null : author,
                            length,
                            formula.isEmpty() ? null : formula,
                            version,
                            place,
                            at));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static String name(ByteBuffer fields) {
        var bytes = new byte[Math.min(fields.get(), LONGEST_NAME)];
        fields.get(bytes);
        return new String(bytes, UTF_8);
    }

    private byte[] signature(UUID viewer, byte[] said) {
        return Arrays.copyOf(secrets.sign("feeds.context", viewer.toString().getBytes(UTF_8), said), SIGNATURE_BYTES);
    }
}
