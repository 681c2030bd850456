package io.overdub.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** What a member of staff looked for. */
record StaffQuery(UUID id, UUID accountId, By by, String query, Instant askedAt) {

    /** By what they looked for it. */
    enum By {
        @JsonProperty("id")
        ID,
        @JsonProperty("email")
        EMAIL,
        @JsonProperty("device")
        DEVICE,
        @JsonProperty("network")
        NETWORK,
        @JsonProperty("text")
        TEXT;

        static final String PATTERN = "id|email|device|network|text";

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static By fromStored(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
