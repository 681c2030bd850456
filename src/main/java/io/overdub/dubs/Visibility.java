package io.overdub.dubs;

import com.fasterxml.jackson.annotation.JsonProperty;
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

    static Visibility fromStored(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
