package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;

/** Shows what a message comes to on each platform, without sending it. */
@Singleton
public class Previews {

    private final Payloads payloads;

    Previews(ObjectMapper json) {
        this.payloads = new Payloads(json, null);
    }

    /** Uncut. */
    public String of(Platform platform, Message message) {
        return payloads.payload(platform, message, message.body());
    }

    /** Whether nothing of it has to be cut. */
    public boolean fits(Platform platform, Message message) {
        return bytes(of(platform, message)) <= Payloads.MOST_BYTES;
    }

    public static int bytes(String payload) {
        return payload.getBytes(UTF_8).length;
    }
}
