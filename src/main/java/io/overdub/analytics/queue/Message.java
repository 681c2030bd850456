package io.overdub.analytics.queue;

/** @param handle what the engine knows it by, this time */
public record Message(String handle, String body) {}
