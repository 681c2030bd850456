package io.overdub.notifications.push;

/** A message for one endpoint. */
public record Addressed(Platform platform, String endpoint, Message message) {}
