package io.overdub.notifications.fanout;

import io.overdub.notifications.push.Message;
import io.overdub.notifications.push.Platform;
import java.util.UUID;

/** A message for one device. */
public record Letter(UUID device, Platform platform, String endpoint, Message message) {}
