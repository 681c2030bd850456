package io.overdub.uploads.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.accounts.AccountId;
import io.overdub.kernel.Memories;
import io.overdub.uploads.storage.DirectAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads from storage itself, signed at the start of the current hour for two hours: equal for all who ask within the hour, and at its
 * end still valid for another. A signature is paid once per key and hour, for the 50,000 keys asked for most. What is open needs none,
 * where the bucket is set up so.
 */
final class SignedS3Delivery implements Delivery {

    private static final Duration BUCKET = Duration.ofMinutes(60);
    private static final Duration LIFE = Duration.ofHours(2);
    private static final int REMEMBERED = 50_000;

    /** The longest that S3 accepts. */
    private static final Duration LASTING = Duration.ofDays(7);

    private static final Duration DAY = Duration.ofDays(1);

    private final DirectAccess access;
    private final boolean openBucket;
    private final Clock clock;
    private final Cache<Slot, String> addresses =
            Memories.begin().maximumSize(REMEMBERED).expireAfterWrite(BUCKET).build();

    /** @param openBucket whether the bucket's policy lets everybody read what lies under {@code public/} */
    SignedS3Delivery(DirectAccess access, boolean openBucket, Clock clock) {
        this.access = access;
        this.openBucket = openBucket;
        this.clock = clock;
    }

    @Override
    public String address(String key, @Nullable AccountId viewer) {
        return addresses.get(new Slot(key, clock.millis() / BUCKET.toMillis()), this::sign);
    }

    @Override
    public String openAddress(String key) {
        return openBucket ? access.unsigned(Delivery.openKey(key)) : address(key, null);
    }

    @Override
    public String lastingAddress(String key) {
        return openBucket ? openAddress(key) : access.get(key, today(), LASTING);
    }

    @Override
    public Optional<Instant> lastingUntil() {
        return openBucket ? Optional.empty() : Optional.of(today().plus(LASTING));
    }

    @Override
    public boolean hasOpenSide() {
        return openBucket;
    }

    private Instant today() {
        return Instant.ofEpochMilli(clock.millis() / DAY.toMillis() * DAY.toMillis());
    }

    private String sign(Slot slot) {
        return access.get(slot.key(), Instant.ofEpochMilli(slot.bucket() * BUCKET.toMillis()), LIFE);
    }

    private record Slot(String key, long bucket) {}
}
