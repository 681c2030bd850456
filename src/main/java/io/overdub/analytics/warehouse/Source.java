package io.overdub.analytics.warehouse;

/** Who says so: a phone, or a room of ours. */
public enum Source {
    CLIENT,
    SERVER
}
