package io.overdub.uploads.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.overdub.accounts.AccountId;
import io.overdub.uploads.storage.DirectAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads from storage itself, signed at the start of the current hour for two hours: equal for all who ask within the hour, and at its
 * end still valid for another. A signature is paid once per key and hour, for the 50,000 keys asked for most.
 */
final class SignedS3Delivery implements Delivery {

    private static final Duration BUCKET = Duration.ofMinutes(60);
    private static final Duration LIFE = Duration.ofHours(2);
    private static final int REMEMBERED = 50_000;

    private final DirectAccess access;
    private final Clock clock;
    private final Cache<Slot, String> addresses = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(BUCKET)
            .build();

    SignedS3Delivery(DirectAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    @Override
    public String address(String key, @Nullable AccountId viewer) {
        return addresses.get(new Slot(key, clock.millis() / BUCKET.toMillis()), this::sign);
    }

    @Override
    public String openAddress(String key) {
        return address(key, null);
    }

    /** A bucket that everybody may read is nothing to set up by the way: here every address is signed. */
    @Override
    public boolean hasOpenSide() {
        return false;
    }

    private String sign(Slot slot) {
        return access.get(slot.key(), Instant.ofEpochMilli(slot.bucket() * BUCKET.toMillis()), LIFE);
    }

    private record Slot(String key, long bucket) {}
}
