package io.overdub.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.overdub.analytics.warehouse.Answer;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.Copy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the warehouse knows that somebody did while they were signed in, for a copy of it. What was done on a phone before that may be of
 * somebody else who has it. Not that staff limited them, of which they are told nothing.
 */
@Singleton
class PersonalEvents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final UUID FIRST = new UUID(0, 0);

    /** Columns that are JSON as they are; what else there is is text. */
    private static final Set<String> PARTS = Set.of("watched_ms", "length_ms", "place", "context", "properties");

    private final Warehouse warehouse;

    PersonalEvents(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * A page at a time, so that it needs no memory however much they did.
     *
     * @throws io.overdub.kernel.EngineAway also where the warehouse is another process's: that one may be asked next
     */
    void copy(UUID person, Copy to) {
        @Nullable UUID after = FIRST;
        while (after != null) {
            var page = warehouse.ask(question(person, after), PAGE, PATIENCE);
            @Nullable String last = null;
            for (var row = 0; row < page.rows().size(); row++) {
                to.add("analytics/event", line(page, row));
                last = page.rows().get(row).get(0);
            }
            after = page.complete() || last == null ? null : UUID.fromString(last);
        }
    }

    static String question(UUID person, UUID after) {
        return """
            select event_id, name, source, cast(occurred_at as string) as occurred_at, cast(received_at as string) as received_at,
              installation_id, session_id, country, language, platform, app_version, network, dub_id, quote_id, author_id, watched_ms,
              length_ms, feed, place, context, properties
            from events where account_id = '%s' and event_id > '%s' and name <> '%s' order by event_id\
            """.formatted(person, after, Credibility.LIMITED);
    }

    private static String line(Answer page, int row) {
        var line = JSON.createObjectNode();
        for (var column = 0; column < page.columns().size(); column++) {
            var text = page.rows().get(row).get(column);
            if (text != null) {
                put(line, page.columns().get(column).name(), text);
            }
        }
        return line.toString();
    }

    private static void put(ObjectNode line, String column, String text) {
        if (PARTS.contains(column)) {
            line.set(column, read(text));
        } else {
            line.put(column, text);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The warehouse holds no JSON where there is only JSON", e);
        }
    }
}
