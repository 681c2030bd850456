package io.overdub.notifications;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How fast broadcasts go. @param pushesPerSecond from all processes together */
@Schema(name = "PushDial")
record Dial(int pushesPerSecond, Instant changedAt) {}
