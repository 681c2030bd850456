package io.overdub.dubs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;

/** Who may write comments on a dub, of those who may see it. What is written stays. */
enum Commenting {
    @JsonProperty("everybody")
    EVERYBODY,
    /** The author's followers, and the author. */
    @JsonProperty("followers")
    FOLLOWERS,
    /** Not even the author. */
    @JsonProperty("nobody")
    NOBODY;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this version does not know yet lets nobody write: old processes run while a release brings in new values. */
    static Commenting fromStored(String text) {
        return Arrays.stream(values())
                .filter(commenting -> commenting.stored().equals(text))
                .findFirst()
                .orElse(NOBODY);
    }
}
