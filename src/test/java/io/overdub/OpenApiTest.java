package io.overdub;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The wire is what was approved. When a change is meant, copy {@code target/openapi-found.json} over the approved file: the difference
 * is then read in review.
 */
@QuarkusTest
class OpenApiTest {

    private static final Path APPROVED = Path.of("src/test/resources/openapi.json");
    private static final Path FOUND = Path.of("target/openapi-found.json");

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Test
    void the_contract_is_the_approved_one() throws IOException {
        var found = contract();
        Files.createDirectories(FOUND.getParent());
        Files.writeString(FOUND, json.writeValueAsString(found) + "\n");

        var differences = new TreeSet<String>();
        var approved = linesOf(json.readTree(APPROVED.toFile()));
        var now = linesOf(found);
        now.stream().filter(line -> !approved.contains(line)).forEach(line -> differences.add("+ " + line));
        approved.stream().filter(line -> !now.contains(line)).forEach(line -> differences.add("- " + line));
        assertThat(differences)
                .as("+ is new on the wire, - is gone; if that is meant, cp %s %s", FOUND, APPROVED)
                .isEmpty();
    }

    @Test
    void every_answer_says_what_it_looks_like() throws IOException {
        var mute = new TreeSet<String>();
        contract()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    for (var status : List.of("200", "201", "202")) {
                        var answer = operation.getValue().path("responses").path(status);
                        if (!answer.isMissingNode() && answer.path("content").findValue("schema") == null) {
                            mute.add(operation.getKey() + " " + path.getKey() + " " + status);
                        }
                    }
                }));

        assertThat(mute).isEmpty();
    }

    @Test
    void every_property_is_snake_case() throws IOException {
        var odd = new TreeSet<String>();
        for (var schema : contract().path("components").path("schemas")) {
            schema.path("properties").fieldNames().forEachRemaining(name -> {
                if (!name.matches("[a-z0-9]+(_[a-z0-9]+)*")) {
                    odd.add(name);
                }
            });
        }

        assertThat(odd).isEmpty();
    }

    @Test
    void no_route_consumes_media() throws IOException {
        for (var path : contract().path("paths")) {
            for (var operation : path) {
                operation
                        .path("requestBody")
                        .path("content")
                        .fieldNames()
                        .forEachRemaining(type -> assertThat(type).isEqualTo("application/json"));
            }
        }
    }

    /** Without the resources that only tests have. */
    private JsonNode contract() throws IOException {
        var contract =
                json.readTree(given().accept(ContentType.JSON).get("/q/openapi").asByteArray());
        var paths = (ObjectNode) contract.path("paths");
        var ours = new TreeSet<String>();
        paths.fieldNames().forEachRemaining(ours::add);
        ours.stream().filter(path -> path.startsWith("/test-")).forEach(paths::remove);
        ((ObjectNode) contract).remove("servers");
        return contract;
    }

    /** One line for each value, with the way to it. */
    private static TreeSet<String> linesOf(JsonNode contract) {
        var lines = new TreeSet<String>();
        collect("", contract, lines);
        return lines;
    }

    private static void collect(String way, JsonNode node, TreeSet<String> lines) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(field -> collect(way + "/" + field.getKey(), field.getValue(), lines));
        } else {
            lines.add(way + " = " + node);
        }
    }
}
