package io.overdub.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.overdub.analytics.warehouse.EventClass;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The registered events: {@code schemas/index.json} names them, {@code schemas/name.version.json} holds what their properties are. */
@Singleton
@Startup
class Schemas {

    private static final String FOLDER = "schemas/";

    private final Map<String, EventSchema> byName = new HashMap<>();

    Schemas() {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (var entry : read("index.json")) {
            var name = entry.path("name").textValue();
            var version = entry.path("version").intValue();
            var definition = read(name + "." + version + ".json");
            byName.put(
                    name,
                    new EventSchema(
                            name,
                            version,
                            EventClass.valueOf(entry.path("class").textValue().toUpperCase(Locale.ROOT)),
                            entry.path("description").textValue(),
                            definition,
                            registry.getSchema(definition)));
        }
    }

    Optional<EventSchema> of(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** By name. */
    List<EventSchema> all() {
        return byName.values().stream()
                .sorted(java.util.Comparator.comparing(EventSchema::name))
                .toList();
    }

    private static JsonNode read(String file) {
        try (var stream = Schemas.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new FileNotFoundException(FOLDER + file);
            }
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
