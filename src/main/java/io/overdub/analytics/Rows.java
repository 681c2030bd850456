package io.overdub.analytics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.overdub.analytics.warehouse.EventClass;
import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Showing;
import io.overdub.analytics.warehouse.Source;
import io.overdub.kernel.Time;
import io.overdub.kernel.Traces;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events as text between the stages: one line of JSON each. What comes in within a trace that is collected says so in its line, and so
 * carries it through every stream and queue.
 */
final class Rows {

    private static final String END = "\n";

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator(END).build();

    /** How long a line is, more or less. */
    private static final int USUAL = 700;

    /** Stands in no text of a line: there a quotation mark has a backslash before it. */
    private static final String BEFORE_TRACE = "\"trace\":\"";

    private Rows() {}

    static String write(List<EventRow> rows) {
        var text = new StringWriter(rows.size() * USUAL);
        try (var json = JSON.createGenerator(text)) {
            for (var row : rows) {
                write(json, row);
            }
            json.writeRaw(END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String write(EventRow row) {
        var lines = write(List.of(row));
        return lines.substring(0, lines.length() - END.length());
    }

    private static void write(JsonGenerator json, EventRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", row.id().toString());
        json.writeStringField("name", row.name());
        json.writeNumberField("version", row.version());
        json.writeStringField("source", row.source().name());
        json.writeStringField("class", row.eventClass().name());
        json.writeNumberField("occurred_at", row.occurredAt().toEpochMilli());
        json.writeNumberField("received_at", row.receivedAt().toEpochMilli());
        json.writeNumberField("claimed_at", row.claimedAt().toEpochMilli());
        put(json, "account", row.account());
        put(json, "installation", row.installation());
        put(json, "session", row.session());
        put(json, "country", row.country());
        put(json, "language", row.language());
        put(json, "platform", row.platform());
        put(json, "app_version", row.appVersion());
        put(json, "network", row.network());
        put(json, "dub", row.dub());
        put(json, "quote", row.quote());
        put(json, "author", row.author());
        put(json, "watched_ms", row.watchedMs());
        put(json, "length_ms", row.lengthMs());
        if (row.showing() != null) {
            json.writeStringField("feed", row.showing().feed());
            json.writeNumberField("place", row.showing().place());
            put(json, "formula", row.showing().formula());
            json.writeNumberField("formula_version", row.showing().formulaVersion());
        }
        if (row.doubtful()) {
            json.writeBooleanField("doubtful", true);
        }
        json.writeStringField("context", row.context());
        json.writeStringField("properties", row.properties());
        put(json, "trace", Traces.sampled());
        json.writeEndObject();
    }

    /** What stands in the line of each of its events, and in no other. */
    static String ofInstallation(String installation) {
        return "\"installation\":" + JsonNodeFactory.instance.textNode(installation);
    }

    private static void put(JsonGenerator json, String field, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(field, text);
        }
    }

    private static void put(JsonGenerator json, String field, @Nullable Long number) throws IOException {
        if (number != null) {
            json.writeNumberField(field, number);
        }
    }

    private static void put(JsonGenerator json, String field, @Nullable UUID id) throws IOException {
        if (id != null) {
            json.writeStringField(field, id.toString());
        }
    }

    /** Empty when it is no line of ours. */
    static Optional<EventRow> read(String line) {
        try (var json = JSON.createParser(line)) {
            return Optional.of(row(fields(json)));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** With which a line begins. What comes behind it is read by whoever loads it. Empty when it is no line of ours. */
    static Optional<UUID> idOf(String line) {
        try (var json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT || !"id".equals(json.nextFieldName())) {
                return Optional.empty();
            }
            return Optional.ofNullable(json.nextTextValue()).map(UUID::fromString);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What each line follows from, if it says so; nothing at all while nobody collects traces. */
    static List<@Nullable String> tracesIn(Stream<String> lines) {
        List<@Nullable String> traces = new ArrayList<>();
        if (Traces.isOn()) {
            lines.forEach(line -> traces.add(traceIn(line)));
        }
        return traces;
    }

    private static @Nullable String traceIn(String line) {
        var before = line.lastIndexOf(BEFORE_TRACE);
        var start = before + BEFORE_TRACE.length();
        var end = before < 0 ? -1 : line.indexOf('"', start);
        return end < 0 ? null : line.substring(start, end);
    }

    private static Map<String, String> fields(JsonParser json) throws IOException {
        var fields = new HashMap<String, String>();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("No object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            if (!json.nextToken().isScalarValue()) {
                throw new IllegalArgumentException("No text");
            }
            fields.put(name, json.getText());
        }
        return fields;
    }

    private static EventRow row(Map<String, String> fields) {
        return new EventRow(
                UUID.fromString(required(fields, "id")),
                required(fields, "name"),
                Integer.parseInt(required(fields, "version")),
                Source.valueOf(required(fields, "source")),
                EventClass.valueOf(required(fields, "class")),
                time(fields, "occurred_at"),
                time(fields, "received_at"),
                time(fields, "claimed_at"),
                id(fields, "account"),
                fields.get("installation"),
                fields.get("session"),
                fields.get("country"),
                fields.get("language"),
                fields.get("platform"),
                fields.get("app_version"),
                fields.get("network"),
                id(fields, "dub"),
                id(fields, "quote"),
                id(fields, "author"),
                number(fields, "watched_ms"),
                number(fields, "length_ms"),
                showing(fields),
                fields.containsKey("doubtful"),
                required(fields, "context"),
                required(fields, "properties"));
    }

    private static @Nullable Showing showing(Map<String, String> fields) {
        var feed = fields.get("feed");
        return feed == null
                ? null
                : new Showing(
                        feed,
                        Integer.parseInt(required(fields, "place")),
                        fields.get("formula"),
                        Integer.parseInt(required(fields, "formula_version")));
    }

    private static @Nullable Long number(Map<String, String> fields, String field) {
        var text = fields.get(field);
        return text == null ? null : Long.valueOf(text);
    }

    private static @Nullable UUID id(Map<String, String> fields, String field) {
        var text = fields.get(field);
        return text == null ? null : UUID.fromString(text);
    }

    private static Instant time(Map<String, String> fields, String field) {
        var time = Instant.ofEpochMilli(Long.parseLong(required(fields, field)));
        if (!Time.isKept(time)) {
            throw new IllegalArgumentException(field + " is a time that cannot be kept");
        }
        return time;
    }

    private static String required(Map<String, String> fields, String field) {
        var text = fields.get(field);
        if (text == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return text;
    }
}
