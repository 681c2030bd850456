package io.overdub.uploads;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an upload stands. The last four are for ever, and {@code READY} ends in {@code FORGOTTEN} only. */
enum UploadState {
    @JsonProperty("created")
    CREATED,
    @JsonProperty("completing")
    COMPLETING,
    @JsonProperty("ready")
    READY,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("aborted")
    ABORTED,
    /** What was made of it was deleted, or nothing was made of it in a month or until its owner took it back; its bytes are gone. */
    @JsonProperty("forgotten")
    FORGOTTEN
}
