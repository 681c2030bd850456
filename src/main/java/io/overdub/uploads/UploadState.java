package io.overdub.uploads;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an upload stands. The last four are for ever. */
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
    ABORTED
}
