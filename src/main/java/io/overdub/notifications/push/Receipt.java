package io.overdub.notifications.push;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the service made of one push. */
public enum Receipt {
    @JsonProperty("accepted")
    ACCEPTED,
    /** The token works no more: nothing for it until the device shows one again. */
    @JsonProperty("dead")
    DEAD,
    /** The service does not know the endpoint: {@link Push#present} makes it one. */
    @JsonProperty("gone")
    GONE,
    /** The message itself is no good, or too large. */
    @JsonProperty("refused")
    REFUSED,
    /** Too much at once: surely not sent, try later. */
    @JsonProperty("busy")
    BUSY,
    /** The service is not to be had, or does not let us in: surely not sent, try later. */
    @JsonProperty("away")
    AWAY,
    /** It was sent and no answer came. */
    @JsonProperty("unknown")
    UNKNOWN
}
