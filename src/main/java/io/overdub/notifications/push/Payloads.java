package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages in the words of Apple and Google, as Amazon SNS takes them. */
final class Payloads {

    /** Of APNs and of FCM alike. */
    static final int MOST_BYTES = 4_096;

    private final ObjectMapper json;
    private final @Nullable String topic;

    /** @param topic the app's bundle id, if it has to be said */
    Payloads(ObjectMapper json, @Nullable String topic) {
        this.json = json;
        this.topic = topic;
    }

    @Nullable String topic() {
        return topic;
    }

    /** The whole of what is published; a body that is too long is cut. Empty when the rest alone is too large. */
    Optional<String> envelope(Platform platform, Message message) {
        var body = message.body();
        var payload = payload(platform, message, body);
        while (bytes(payload) > MOST_BYTES && !body.isEmpty()) {
            body = shortened(body, bytes(payload) - MOST_BYTES);
            payload = payload(platform, message, body);
        }
        if (bytes(payload) > MOST_BYTES) {
            return Optional.empty();
        }
        var envelope = json.createObjectNode()
                .put("default", body)
                .put(
                        switch (platform) {
                            case IOS -> "APNS";
                            case IOS_SANDBOX -> "APNS_SANDBOX";
                            case ANDROID -> "GCM";
                        },
                        payload);
        return Optional.of(text(envelope));
    }

    /** What goes to Apple or Google, with this body. */
    String payload(Platform platform, Message message, String body) {
        return text(
                switch (platform) {
                    case IOS, IOS_SANDBOX -> apns(message, body);
                    case ANDROID -> fcm(message, body);
                });
    }

    private ObjectNode apns(Message message, String body) {
        var root = json.createObjectNode();
        var aps = root.putObject("aps");
        aps.putObject("alert").put("title", message.title()).put("body", body);
        aps.put("thread-id", message.topic()).put("sound", "default");
        return root.put("id", message.id()).put("kind", message.topic()).put("link", message.link());
    }

    /** Version 1 of FCM; all data is text. */
    private ObjectNode fcm(Message message, String body) {
        var root = json.createObjectNode();
        var inner = root.putObject("fcmV1Message").putObject("message");
        inner.putObject("notification").put("title", message.title()).put("body", body);
        inner.putObject("data")
                .put("id", message.id())
                .put("kind", message.topic())
                .put("link", message.link());
        var android = inner.putObject("android");
        android.put("collapse_key", message.collapseKey())
                .put("priority", message.urgent() ? "HIGH" : "NORMAL")
                .put("ttl", message.life().toSeconds() + "s");
        android.putObject("notification").put("tag", message.collapseKey());
        return root;
    }

    /** Not through the middle of a character; what was cut is an ellipsis, of three bytes. */
    private static String shortened(String text, int excess) {
        var kept = text.endsWith("…") ? text.substring(0, text.length() - 1) : text;
        var left = kept.codePointCount(0, kept.length()) - Math.max(1, excess / 6);
        return left <= 1 ? "" : kept.substring(0, kept.offsetByCodePoints(0, left)) + "…";
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private String text(ObjectNode node) {
        try {
            return json.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can be written", e);
        }
    }
}
