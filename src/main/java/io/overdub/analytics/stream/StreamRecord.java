package io.overdub.analytics.stream;

/** @param key what shares it keeps its order; so, a device */
public record StreamRecord(String key, String body) {}
