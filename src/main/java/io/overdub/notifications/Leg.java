package io.overdub.notifications;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the audience of a campaign that is still to be listed.
 *
 * @param zones whoever lives there; null: everybody
 * @param shareFrom of 65536, by the end of the device's id, which is chance
 * @param reached the last device that was listed
 * @param held until somebody has seen what the canary did
 */
record Leg(
        UUID id,
        UUID broadcast,
        Instant dueAt,
        @Nullable List<String> zones,
        int shareFrom,
        int shareUntil,
        UUID reached,
        boolean held) {

    static final int WHOLE = 65_536;
    static final UUID START = new UUID(0, 0);
}
