package io.overdub.kernel;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Issues UUIDv7 ids (RFC 9562, 5.7): 48 bits of milliseconds, 12 bits that count within the millisecond, 62 random bits. Ids of one
 * process strictly ascend, also while the clock stands still or steps back. Safe for many threads.
 */
@Singleton
public final class Ids {

    private static final int TEXT_LENGTH = 36;

    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();
    private final AtomicLong last = new AtomicLong();

    Ids(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        var floor = clock.millis() << 12;
        var tick = last.updateAndGet(previous -> Math.max(previous + 1, floor));
        var high = (tick >>> 12) << 16 | 0x7000L | (tick & 0xFFF);
        var low = chance.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The instant, to the millisecond, at which an id was issued. */
    public static Instant issuedAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The smallest of all ids that are issued at an instant or later, to the millisecond: for ranges. */
    public static UUID earliest(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
    }

    /** Reads the canonical text form only; {@link UUID#fromString} would also take {@code 1-1-1-1-1}. */
    public static UUID parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("An id has 36 characters");
        }
        return UUID.fromString(text);
    }
}
