package io.overdub.notifications.push;

/** What the service made of one push. */
public enum Receipt {
    ACCEPTED,
    /** The token works no more: nothing for it until the device shows one again. */
    DEAD,
    /** The service does not know the endpoint: {@link Push#present} makes it one. */
    GONE,
    /** The message itself is no good, or too large. */
    REFUSED,
    /** Too much at once: surely not sent, try later. */
    BUSY,
    /** The service is not to be had, or does not let us in: surely not sent, try later. */
    AWAY,
    /** It was sent and no answer came. */
    UNKNOWN
}
