package io.overdub.notifications.push;

/** What the service made of it. @param note its name for what it took, or why it did not */
public record Announced(Outcome outcome, String note) {

    public enum Outcome {
        ACCEPTED,
        /** It will not take this, however often it is asked. */
        REFUSED,
        /** The service is not to be had: surely not taken, try later. */
        AWAY,
        /** It was handed over and no answer came, or none that says what happened. */
        UNKNOWN
    }
}
