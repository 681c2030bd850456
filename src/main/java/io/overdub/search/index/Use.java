package io.overdub.search.index;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did with a hit.
 *
 * @param trace of the answer that it was in; null when they did not come from one
 */
public record Use(Type type, UUID person, Hit hit, @Nullable Trace trace, Instant at) {

    public enum Type {
        /** Opened it. */
        @JsonProperty("click")
        CLICK,
        /** Got what they came for, such as a dub that they made of it. */
        @JsonProperty("conversion")
        CONVERSION,
        /** Saw it. */
        @JsonProperty("view")
        VIEW
    }
}
