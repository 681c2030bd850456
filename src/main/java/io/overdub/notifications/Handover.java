package io.overdub.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A campaign that another service sends, to whom it chooses by the same conditions.
 *
 * @param transaction by which the service knows it
 * @param at null: at once
 * @param note the service's name for it, or why it is not there
 */
@Schema(name = "CampaignHandover")
record Handover(
        UUID campaign,
        State state,
        UUID transaction,
        @Nullable Instant at,
        String note,
        Instant changedAt) {

    /** Where it stands. */
    @Schema(name = "CampaignHandoverState")
    enum State {
        @JsonProperty("due")
        DUE,
        /** On its way; after a crash nobody knows whether it arrived. */
        @JsonProperty("sending")
        SENDING,
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("refused")
        REFUSED,
        /** Until somebody has looked there and says. */
        @JsonProperty("unknown")
        UNKNOWN;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State fromStored(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
