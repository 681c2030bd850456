package io.overdub.uploads;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the work on a ready upload is: whether phones get what was made of it, or what was sent. */
public enum WorkState {
    /** It will be worked on; until then only its owner should see it. */
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("done")
    DONE,
    /** Nothing can be made of it, and the original is not for others. */
    @JsonProperty("failed")
    FAILED,
    /** Nothing was made: the original is delivered as it came. */
    @JsonProperty("passed_through")
    PASSED_THROUGH
}
