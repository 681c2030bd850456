package io.overdub.analytics.warehouse;

/** How long an event is kept, and whether it is recorded of those who opted out: only what is necessary is, and without a word of whom. */
public enum EventClass {
    NECESSARY,
    PRODUCT,
    DIAGNOSTIC
}
