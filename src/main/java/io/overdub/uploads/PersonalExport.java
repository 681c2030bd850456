package io.overdub.uploads;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A copy of what is kept of the viewer: a ZIP with a file of JSON lines for each kind of thing, and their media.
 *
 * @param expiresAt when it is removed; ask for another one then
 * @param url where it lies, signed anew for each answer; good for 30 minutes at least
 */
record PersonalExport(
        State state,
        Instant askedAt,
        @Nullable Instant readyAt,
        @Nullable Instant expiresAt,
        @Nullable Long sizeBytes,
        @Nullable String url) {

    @Schema(name = "ExportState")
    enum State {
        /** It is made, or waits for that. */
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("ready")
        READY
    }
}
