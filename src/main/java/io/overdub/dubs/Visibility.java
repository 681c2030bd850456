package io.overdub.dubs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;

/** Who may see a dub. Its author always may; people whom a block separates from the author never. */
enum Visibility {
    @JsonProperty("public")
    PUBLIC,
    @JsonProperty("followers")
    FOLLOWERS,
    @JsonProperty("private")
    PRIVATE;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this version does not know yet is nobody's business: old processes run while a release brings in new values. */
    static Visibility fromStored(String text) {
        return Arrays.stream(values())
                .filter(visibility -> visibility.stored().equals(text))
                .findFirst()
                .orElse(PRIVATE);
    }
}
