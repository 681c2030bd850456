package io.overdub.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.analytics.stream.StreamRecord;
import io.overdub.analytics.warehouse.EventClass;
import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Source;
import io.overdub.kernel.Chronicler;
import io.overdub.kernel.Fact;
import io.overdub.kernel.Ids;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What rooms tell each other, beside what phones tell. The id of such an event follows from its place in the outbox, so that one that comes
 * twice is one. Of who opted out nothing is recorded: it stands in the room where it is true; and where a fact of somebody else names them,
 * only what it is about is left of it. Nor is what this room tells, which it knows from events.
 */
@Singleton
@StableName("analytics.record_every_event")
class RecordEveryEvent implements Chronicler {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String OURS = "analytics.";
    private static final int LENGTH_OF_ID = 36;

    /** Where facts name who did it, the likeliest first. */
    private static final List<String> ACTORS = List.of("account", "follower", "author", "maker");

    /** Where facts name whom the figures of people who make something are about. */
    private static final List<String> AUTHORS = List.of("author", "followee");

    private final Inlet inlet;
    private final Consents consents;
    private final Credibility credibility;

    RecordEveryEvent(Inlet inlet, Consents consents, Credibility credibility) {
        this.inlet = inlet;
        this.consents = consents;
        this.credibility = credibility;
    }

    @Override
    public void record(List<Fact> facts) {
        credibility.hear(facts, RecordEveryEvent::read);
        var all = facts.stream()
                .filter(fact -> !fact.name().startsWith(OURS))
                .map(RecordEveryEvent::told)
                .toList();
        var out = consents.optedOutAmong(
                all.stream().map(Told::named).flatMap(Set::stream).collect(Collectors.toSet()));
        var rows = all.stream()
                .filter(told -> told.row.account() == null || !out.contains(told.row.account()))
                .map(told -> told.without(out))
                .toList();
        if (!rows.isEmpty()) {
            inlet.append(new StreamRecord("server", Rows.write(rows)));
        }
    }

    /** @param named every id in it, of people and of other things */
    private record Told(EventRow row, Set<UUID> named) {

        /** Whose dub it is, or whom somebody follows, stays: it is said of what they made. */
        EventRow without(Set<UUID> out) {
            return named.stream()
                    .filter(id -> out.contains(id) && !id.equals(row.author()))
                    .findFirst()
                    .map(id -> row.without(id, "{}"))
                    .orElse(row);
        }
    }

    private static Told told(Fact fact) {
        var payload = read(fact);
        var named = new HashSet<UUID>();
        name(payload, named);
        return new Told(row(fact, payload), named);
    }

    private static void name(JsonNode part, Set<UUID> named) {
        if (part.isTextual() && part.textValue().length() == LENGTH_OF_ID) {
            id(part).ifPresent(named::add);
        }
        part.forEach(inner -> name(inner, named));
    }

    private static EventRow row(Fact fact, JsonNode payload) {
        return new EventRow(
                idOf(fact),
                fact.name(),
                1,
                Source.SERVER,
                EventClass.PRODUCT,
                fact.at(),
                fact.at(),
                fact.at(),
                first(payload, ACTORS),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                id(payload, "dub").orElse(null),
                id(payload, "quote").orElse(null),
                first(payload, AUTHORS),
                null,
                null,
                null,
                false,
                "{}",
                payload.toString());
    }

    private static @Nullable UUID first(JsonNode payload, List<String> fields) {
        return fields.stream()
                .map(field -> id(payload, field))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<UUID> id(JsonNode payload, String field) {
        return id(payload.path(field));
    }

    private static Optional<UUID> id(JsonNode node) {
        try {
            var text = node.textValue();
            return text == null ? Optional.empty() : Optional.of(Ids.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonNode read(Fact fact) {
        try {
            return JSON.readTree(fact.payload());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(fact.name() + " is not JSON", e);
        }
    }

    /** A UUID of version 8, which is for whatever one likes: the milliseconds, and the position. */
    private static UUID idOf(Fact fact) {
        return new UUID(fact.at().toEpochMilli() << 16 | 0x8000L, 0x8000_0000_0000_0000L | fact.position());
    }
}
