package io.overdub.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** What a phone sends. */
final class Sent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Sent() {}

    static Map<String, Object> batch(Instant sentAt, List<?> events) {
        return Map.of("sent_at", sentAt.toString(), "events", events);
    }

    static Map<String, Object> batch(Object... events) {
        return batch(Instant.parse("2026-01-31T12:00:00Z"), Arrays.asList(events));
    }

    static Map<String, Object> event(String name, Map<String, Object> properties) {
        return new HashMap<>(Map.of(
                "id",
                UUID.randomUUID().toString(),
                "name",
                name,
                "occurred_at",
                "2026-01-31T11:59:58.000Z",
                "context",
                Map.of("installation_id", "phone-1", "country", "DE", "platform", "ios", "app_version", "4.2.0"),
                "properties",
                properties));
    }

    static Map<String, Object> opened() {
        return event("app_opened", Map.of("cold", true));
    }

    /** The same event, save for one field. */
    static Map<String, Object> with(Map<String, Object> event, String field, Object value) {
        var other = new HashMap<>(event);
        other.put(field, value);
        return other;
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
