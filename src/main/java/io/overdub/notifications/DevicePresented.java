package io.overdub.notifications;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.util.UUID;

/** A device has shown its token: it is alive. */
@StableName("notifications.device_presented")
record DevicePresented(UUID device) implements DomainEvent {}
