package io.overdub.dubs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;

/** Whether others than its author can see a dub yet; who they are says its visibility. */
enum DubState {
    @JsonProperty("published")
    PUBLISHED,
    /** Its film is being worked on: it will be published by itself. */
    @JsonProperty("processing")
    PROCESSING,
    /** Its film cannot be decoded: it never will be. */
    @JsonProperty("failed")
    FAILED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this version does not know yet is shown to nobody else. */
    static DubState fromStored(String text) {
        return Arrays.stream(values())
                .filter(state -> state.stored().equals(text))
                .findFirst()
                .orElse(PROCESSING);
    }
}
