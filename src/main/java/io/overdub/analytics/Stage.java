package io.overdub.analytics;

/** What works on events by itself. */
enum Stage {
    AGGREGATE,
    LOAD
}
