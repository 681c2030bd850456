package io.overdub.notifications.push;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whose service wakes the device. */
public enum Platform {
    @JsonProperty("ios")
    IOS,
    /** Built for development: Apple keeps its tokens apart. */
    @JsonProperty("ios_sandbox")
    IOS_SANDBOX,
    @JsonProperty("android")
    ANDROID;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Platform fromStored(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
