package io.overdub.analytics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.Time;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads what phones send into trees. Looser than the edge reads JSON: what is wrong in one event is for the inspection of that event,
 * so the parser gives up only where the parts can't be told any more.
 */
@Singleton
class BatchReader {

    static final int MOST_EVENTS = 500;

    /** Far beyond what an event may have, and far within what a stack bears. */
    private static final int DEEPEST = 500;

    private static final int LONGEST_NUMBER = 100;

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            // The tree knows which names it has; a parser would have to remember them beside it.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Batch read(byte[] body) {
        var whole = tree(body);
        if (!whole.isObject()) {
            throw UnfitBatch.unreadable();
        }
        var sentAt = time(whole.path("sent_at"))
                .orElseThrow(() -> UnfitBatch.field("sent_at", "must be a time such as 2025-01-31T12:00:00.000Z"));
        var events = whole.path("events");
        if (!events.isArray()) {
            throw UnfitBatch.field("events", "must be a list");
        }
        if (events.size() > MOST_EVENTS) {
            throw UnfitBatch.tooMany(MOST_EVENTS);
        }
        return new Batch(
                sentAt, StreamSupport.stream(events.spliterator(), false).toList());
    }

    /** One that lay in quarantine. */
    List<JsonNode> event(String text) {
        try {
            return List.of(json.readTree(text));
        } catch (IOException e) {
            return List.of();
        }
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw UnfitBatch.unreadable();
        }
    }

    /** RFC 3339 with any offset. */
    static Optional<Instant> time(JsonNode node) {
        if (!node.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(node.textValue()).toInstant())
                    .filter(Time::isKept)
                    .map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
