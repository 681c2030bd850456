package io.overdub.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A push to many, and how far it has come. Always audience = delivered + suppressed + failed + waiting.
 *
 * @param about what it is of: the dub, or the campaign
 * @param audience devices, as far as they are known
 * @param delivered taken by the service that wakes phones
 * @param suppressed not sent: not wanted, not allowed any more, too many that day, or cancelled
 * @param failed all that went wrong, the dead and the unknown too
 * @param dead their token works no more
 * @param unknown sent without an answer, and not sent again
 * @param waiting not sent yet
 * @param pushesPerSecond since it began
 * @param doneAt when it will be done if it goes on like this; absent when that cannot be told
 */
@Schema(name = "Broadcast")
record Broadcast(
        UUID id,
        Kind kind,
        UUID about,
        State state,
        Instant startedAt,
        @Nullable Instant endedAt,
        long audience,
        long delivered,
        long suppressed,
        long failed,
        long dead,
        long unknown,
        long waiting,
        double pushesPerSecond,
        @Nullable Instant doneAt) {

    /** Where a broadcast stands. */
    @Schema(name = "BroadcastState")
    enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("paused")
        PAUSED,
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("done")
        DONE;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State fromStored(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
