package io.overdub.notifications.push;

import java.time.Instant;
import java.util.UUID;

/** A push that was kept instead of sent. */
public record Captured(
        UUID id,
        Instant at,
        String endpoint,
        Platform platform,
        String pushId,
        String topic,
        String title,
        String body,
        String link,
        String collapseKey,
        long lifeMs,
        boolean urgent) {}
