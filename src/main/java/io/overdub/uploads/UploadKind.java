package io.overdub.uploads;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an upload is for; limits and accepted content types differ by kind. */
public enum UploadKind {
    @JsonProperty("dub_video")
    DUB_VIDEO,
    @JsonProperty("quote_sound")
    QUOTE_SOUND,
    @JsonProperty("avatar")
    AVATAR,
    @JsonProperty("poster")
    POSTER
}
