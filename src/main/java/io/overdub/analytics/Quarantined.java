package io.overdub.analytics;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something in quarantine.
 *
 * @param name what it calls itself
 * @param body as it came; cut where it was very long
 */
record Quarantined(
        UUID id, String code, String detail, @Nullable String name, String body, Instant receivedAt) {}
