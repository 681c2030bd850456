package io.overdub.notifications;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/** A device that was reached by this endpoint is no longer here. */
@StableName("notifications.endpoint_left")
record EndpointLeft(String endpoint) implements DomainEvent {}
