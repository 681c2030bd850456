package io.overdub.quotes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.kernel.Refusal;
import io.overdub.kernel.Secrets;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Sync tokens: how far a copy of the catalogue has got, signed (HMAC-SHA-256, 96 bits). They do not age by themselves, so that the
 * token of a copy that is up to date stays the same text.
 */
@Singleton
class SyncTokens {

    /**
     * @param position up to here all changes are in the copy
     * @param start what had changed up to here was read from the changes themselves, so a copy that began with nothing has nothing to
     *     delete of it; 0 when that is over
     * @param market whose view the copy is
     */
    record Mark(long position, long start, Market market) {}

    private static final int NUMBERS = 2 * Long.BYTES;
    private static final int SIGNATURE_BYTES = 12;
    private static final int LONGEST_MARKET = 5;

    private final Secrets secrets;

    SyncTokens(Secrets secrets) {
        this.secrets = secrets;
    }

    String seal(Mark mark, @Nullable String language) {
        var market = mark.market().key().getBytes(UTF_8);
        var payload = ByteBuffer.allocate(NUMBERS + market.length)
                .putLong(mark.position())
                .putLong(mark.start())
                .put(market)
                .array();
        var all = ByteBuffer.allocate(payload.length + SIGNATURE_BYTES)
                .put(payload)
                .put(signature(payload, language))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** @throws BadSyncToken when it is not one of ours for this language */
    Mark open(String token, @Nullable String language) {
        var all = decode(token);
        var payload = Arrays.copyOf(all, all.length - SIGNATURE_BYTES);
        var signature = Arrays.copyOfRange(all, payload.length, all.length);
        if (!MessageDigest.isEqual(signature, signature(payload, language))) {
            throw new BadSyncToken();
        }
        var fields = ByteBuffer.wrap(payload);
        var position = fields.getLong();
        var start = fields.getLong();
        return new Mark(position, start, Market.ofKey(new String(payload, NUMBERS, payload.length - NUMBERS, UTF_8)));
    }

    private static byte[] decode(String token) {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            var market = bytes.length - NUMBERS - SIGNATURE_BYTES;
            if (market > 0 && market <= LONGEST_MARKET) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new BadSyncToken();
        }
        throw new BadSyncToken();
    }

    private byte[] signature(byte[] payload, @Nullable String language) {
        var bound = (language == null ? "" : language).getBytes(UTF_8);
        return Arrays.copyOf(secrets.sign("quotes.sync", bound, payload), SIGNATURE_BYTES);
    }

    static final class BadSyncToken extends Refusal {
        BadSyncToken() {
            super(
                    Kind.MALFORMED,
                    "bad_sync_token",
                    "This token was not given for this market and language: start again from the snapshot");
        }
    }
}
