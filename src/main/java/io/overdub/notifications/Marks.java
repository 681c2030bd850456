package io.overdub.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.Secrets;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** Positions in somebody's inbox as clients keep them: signed (HMAC-SHA-256, 96 bits), bound to the account, without an end. */
@Singleton
class Marks {

    private static final int SIGNATURE_BYTES = 12;

    private final Secrets secrets;

    Marks(Secrets secrets) {
        this.secrets = secrets;
    }

    String seal(AccountId account, long position) {
        var bytes = ByteBuffer.allocate(Long.BYTES + SIGNATURE_BYTES).putLong(position);
        bytes.put(signature(account, position));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws Refusal 400 {@code bad_cursor} for what was not given to this account */
    long open(AccountId account, String mark) {
        var bytes = decode(mark);
        var position = ByteBuffer.wrap(bytes).getLong();
        var signature = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
        if (!MessageDigest.isEqual(signature, signature(account, position))) {
            throw new BadMark();
        }
        return position;
    }

    private static byte[] decode(String mark) {
        try {
            var bytes = Base64.getUrlDecoder().decode(mark);
            if (bytes.length == Long.BYTES + SIGNATURE_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new BadMark();
        }
        throw new BadMark();
    }

    private byte[] signature(AccountId account, long position) {
        var place = ByteBuffer.allocate(Long.BYTES).putLong(position).array();
        return Arrays.copyOf(secrets.sign("inbox-mark", account.toString().getBytes(UTF_8), place), SIGNATURE_BYTES);
    }

    private static final class BadMark extends Refusal {
        BadMark() {
            super(Kind.MALFORMED, "bad_cursor", "This is no cursor of this inbox");
        }
    }
}
