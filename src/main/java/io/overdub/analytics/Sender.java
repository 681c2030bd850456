package io.overdub.analytics;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a batch, and when.
 *
 * @param sentAt by the clock of the device
 * @param receivedAt by ours
 * @param network the first 24 or 48 bits of the address
 * @param optedOut whether they want only what is necessary to be recorded
 */
record Sender(
        Instant sentAt,
        Instant receivedAt,
        @Nullable UUID account,
        @Nullable String network,
        boolean optedOut) {}
