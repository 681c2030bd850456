package io.overdub.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.overdub.analytics.warehouse.EventClass;
import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Showing;
import io.overdub.analytics.warehouse.Source;
import io.overdub.edge.ItemContext;
import io.overdub.edge.ItemContexts;
import io.overdub.kernel.Ids;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether something that was sent is an event that we know; and what time it was by our clock. */
@Singleton
class Inspector {

    /** In characters of JSON, more or less. */
    private static final int LONGEST_EVENT = 16_384;

    private static final int DEEPEST = 8;

    /** Phones lie in drawers for long, and then send; what is older than an id is remembered is counted at the edge of that. */
    private static final Duration OLDEST = Duration.ofDays(7);

    private static final Duration STALE = Duration.ofDays(400);
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Set<String> COLUMNS =
            Set.of("installation_id", "session_id", "country", "language", "platform", "app_version", "consent");

    /** What it says has columns then, and nobody can do anything with the rest. */
    private static final Set<String> READ = Set.of("context");

    private final Schemas schemas;
    private final ItemContexts contexts;

    Inspector(Schemas schemas, ItemContexts contexts) {
        this.schemas = schemas;
        this.contexts = contexts;
    }

    Verdict inspect(JsonNode event, Sender sender) {
        var flaw = flawOf(event);
        if (flaw != null) {
            return flaw;
        }
        var name = event.path("name").textValue();
        var schema = schemas.of(name);
        if (schema.isEmpty()) {
            return unfit("unknown_name", "No event is registered under this name");
        }
        var occurred = BatchReader.time(event.path("occurred_at"));
        if (occurred.isEmpty()) {
            return unfit("bad_time", "occurred_at is not a time such as 2025-01-31T12:00:00.000Z");
        }
        if (isOutOfRange(occurred.get(), sender)) {
            return unfit(
                    "time_out_of_range", "occurred_at is more than a day after sent_at, or more than 400 days before");
        }
        var properties = event.path("properties").isObject() ? event.path("properties") : empty();
        var fault = schema.get().faultOf(properties);
        if (fault.isPresent()) {
            return unfit("schema_mismatch", fault.get());
        }
        return judge(event, schema.get(), occurred.get(), properties, sender);
    }

    private Verdict judge(JsonNode event, EventSchema schema, Instant occurred, JsonNode properties, Sender sender) {
        var context = event.path("context").isObject() ? event.path("context") : empty();
        var shown = shown(properties, sender).orElse(null);
        var row = new EventRow(
                Ids.parse(event.path("id").textValue()),
                schema.name(),
                schema.version(),
                Source.CLIENT,
                schema.eventClass(),
                corrected(occurred, sender),
                sender.receivedAt(),
                occurred,
                sender.account(),
                column(context, "installation_id", TOKEN),
                column(context, "session_id", TOKEN),
                column(context, "country", COUNTRY),
                column(context, "language", TOKEN),
                column(context, "platform", TOKEN),
                column(context, "app_version", TOKEN),
                sender.network(),
                id(properties, "dub_id"),
                id(properties, "quote_id"),
                shown == null ? id(properties, "author_id") : shown.author(),
                number(properties, "watched_ms"),
                shown == null || shown.author() == null
                        ? number(properties, "length_ms")
                        : Long.valueOf(shown.lengthMs()),
                shown == null
                        ? null
                        : new Showing(shown.feed(), shown.place(), shown.formula(), shown.formulaVersion()),
                shown == null && properties.hasNonNull("context"),
                canonical(without(COLUMNS, context)),
                canonical(shown == null ? properties : without(READ, properties)));
        if (!isOptedOut(event, sender)) {
            return new Verdict.Fit(row);
        }
        return schema.eventClass() == EventClass.NECESSARY
                ? new Verdict.Fit(row.anonymous())
                : new Verdict.Unfit("opted_out", "Only necessary events are recorded of who opted out", false);
    }

    /** What stands in the text of each event that it sent, and in no other. */
    static String ofInstallation(String installation) {
        return "\"installation_id\":" + JsonNodeFactory.instance.textNode(installation);
    }

    /** Whether only what is necessary may be recorded of whoever sent it. */
    static boolean isOptedOut(JsonNode event, Sender sender) {
        return sender.optedOut()
                || "necessary".equals(event.path("context").path("consent").textValue());
    }

    /** Empty too when it was not shown to them, or not there: whoever makes that up gains nothing by it. */
    private Optional<ItemContext> shown(JsonNode properties, Sender sender) {
        var text = properties.path("context").textValue();
        if (text == null) {
            return Optional.empty();
        }
        return contexts.open(sender.account(), text)
                .filter(shown -> shown.item().equals(id(properties, "dub_id"))
                        || shown.item().equals(id(properties, "quote_id")));
    }

    private static @Nullable Long number(JsonNode properties, String field) {
        var number = properties.path(field);
        return number.canConvertToLong() ? Long.valueOf(number.longValue()) : null;
    }

    private static Verdict.@Nullable Unfit flawOf(JsonNode event) {
        if (!event.isObject()) {
            return unfit("not_an_object", "An event is a JSON object");
        }
        var build = Build.of(event);
        if (build.isDeeperThan(DEEPEST)) {
            return unfit("too_deep", "An event nests at most " + DEEPEST + " levels");
        }
        if (build.isLargerThan(LONGEST_EVENT)) {
            return unfit("too_large", "An event has at most " + LONGEST_EVENT + " characters");
        }
        if (build.hasUnsoundText()) {
            return unfit("unsound_text", "Text is Unicode without NUL and without lone surrogates");
        }
        if (build.hasUnfitName()) {
            return unfit("bad_property_name", "A property has a name of at most " + Build.LONGEST_NAME + " characters");
        }
        if (id(event, "id") == null) {
            return unfit("bad_id", "id is not a UUID");
        }
        if (!NAME.matcher(event.path("name").asText("")).matches()
                || !event.path("name").isTextual()) {
            return unfit("bad_name", "name is not a lower-case word of at most 64 letters, digits and underscores");
        }
        return isNoObject(event, "context") || isNoObject(event, "properties")
                ? unfit("bad_form", "context and properties are objects")
                : null;
    }

    private static boolean isNoObject(JsonNode event, String field) {
        return event.hasNonNull(field) && !event.path(field).isObject();
    }

    private static @Nullable UUID id(JsonNode object, String field) {
        try {
            var text = object.path(field).textValue();
            return text == null ? null : Ids.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isOutOfRange(Instant occurred, Sender sender) {
        return occurred.isAfter(sender.sentAt().plus(AHEAD))
                || occurred.isBefore(sender.sentAt().minus(STALE));
    }

    /** The clock of a device may be years off, but it ran as fast as ours since the event. */
    private static Instant corrected(Instant occurred, Sender sender) {
        var age = Duration.between(occurred, sender.sentAt());
        if (age.isNegative()) {
            return sender.receivedAt();
        }
        return sender.receivedAt().minus(age.compareTo(OLDEST) > 0 ? OLDEST : age);
    }

    /** What has not the form of its column is left out, of the context too. */
    private static @Nullable String column(JsonNode context, String field, Pattern form) {
        var text = context.path(field).textValue();
        return text != null && form.matcher(text).matches() ? text : null;
    }

    private static JsonNode without(Set<String> fields, JsonNode object) {
        var rest = empty();
        object.properties().forEach(field -> {
            if (!fields.contains(field.getKey())) {
                rest.set(field.getKey(), field.getValue());
            }
        });
        return rest;
    }

    /** Ids in the one form that is looked for when somebody is to be forgotten. Most contexts say nothing that has no column. */
    private static String canonical(JsonNode node) {
        if (node.isEmpty()) {
            return "{}";
        }
        var text = node.toString();
        return text.chars().anyMatch(letter -> letter >= 'A' && letter <= 'F')
                ? ID.matcher(text).replaceAll(id -> id.group().toLowerCase(Locale.ROOT))
                : text;
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Verdict.Unfit unfit(String code, String detail) {
        return new Verdict.Unfit(code, detail, true);
    }
}
