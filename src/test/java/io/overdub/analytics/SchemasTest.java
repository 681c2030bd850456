package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SchemasTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/overdub/analytics/schemas");

    @Test
    void the_index_names_every_file_and_nothing_else() throws IOException {
        var named = new TreeSet<String>();
        named.add("index.json");
        for (var schema : new Schemas().all()) {
            for (var version = 1; version <= schema.version(); version++) {
                named.add(schema.name() + "." + version + ".json");
            }
        }

        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void a_version_only_ever_adds() throws IOException {
        for (var schema : new Schemas().all()) {
            for (var version = 2; version <= schema.version(); version++) {
                var before = read(schema.name(), version - 1);
                var after = read(schema.name(), version);
                before.path("properties")
                        .properties()
                        .forEach(property -> assertThat(after.path("properties").path(property.getKey()))
                                .as(schema.name() + "." + property.getKey())
                                .isEqualTo(property.getValue()));
                assertThat(after.path("required")).isEqualTo(before.path("required"));
            }
        }
    }

    private static JsonNode read(String name, int version) throws IOException {
        return new ObjectMapper()
                .readTree(FOLDER.resolve(name + "." + version + ".json").toFile());
    }
}
