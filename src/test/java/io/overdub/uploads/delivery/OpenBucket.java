package io.overdub.uploads.delivery;

import io.overdub.uploads.storage.DirectAccess;
import java.time.Clock;

/** Delivery from a bucket whose policy lets everybody read {@code public/}, as the embedded store has it. */
public final class OpenBucket {

    private OpenBucket() {}

    public static Delivery delivery(DirectAccess access, Clock clock) {
        return new SignedS3Delivery(access, true, clock);
    }
}
