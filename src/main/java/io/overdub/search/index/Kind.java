package io.overdub.search.index;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a document is about. */
public enum Kind {
    @JsonProperty("quote")
    QUOTE,
    @JsonProperty("dub")
    DUB,
    @JsonProperty("account")
    ACCOUNT,
    @JsonProperty("tag")
    TAG;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Kind fromStored(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
