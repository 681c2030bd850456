package io.overdub.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whose service wakes the device. */
enum Platform {
    @JsonProperty("ios")
    IOS,
    /** Built for development: Apple keeps its tokens apart. */
    @JsonProperty("ios_sandbox")
    IOS_SANDBOX,
    @JsonProperty("android")
    ANDROID;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
