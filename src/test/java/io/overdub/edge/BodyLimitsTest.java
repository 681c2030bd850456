package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who announces too much hears so before a byte of it is sent. */
@QuarkusTest
class BodyLimitsTest {

    private static final String IMPORT = "/v1/admin/quotes/import";
    private static final String EVENTS = "/v1/events";
    private static final Set<String> METHODS = Set.of("post", "put", "patch");
    private static final int LIMIT = 64 * 1024;

    private final Wire wire = new Wire();

    @Inject
    World world;

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "*/*"
            })
    void no_other_route_hears_of_more_than_64_kib(String type) throws IOException {
        var answers = new TreeMap<String, String>();
        for (var route : routes()) {
            answers.put(route, status(head(route, type, "Content-Length: " + (LIMIT + 1)) + "\r\n"));
        }

        assertThat(answers)
                .hasSizeGreaterThan(20)
                .allSatisfy((route, status) -> assertThat(status).isEqualTo("413"));
    }

    @Test
    void no_other_route_takes_more_than_64_kib_that_nobody_announced() throws IOException {
        var answers = new TreeMap<String, String>();
        for (var route : routes()) {
            answers.put(route, status(chunked(route, "application/json", LIMIT + 1)));
        }

        assertThat(answers).allSatisfy((route, status) -> assertThat(status).isEqualTo("413"));
    }

    @Test
    void a_length_that_is_not_the_truth_helps_nobody() throws IOException {
        var both = chunked("POST /test-edge/forms", "application/json\r\nContent-Length: 5", LIMIT + 1);
        var huge = head("POST /test-edge/forms", "application/json", "Content-Length: 99999999999999999999");
        var negative = head("POST /test-edge/forms", "application/json", "Content-Length: -1");
        var two = head("POST /test-edge/forms", "application/json", "Content-Length: 5\r\nContent-Length: 99999");

        assertThat(status(both)).isIn("400", "413");
        assertThat(status(huge + "\r\n")).isIn("400", "413");
        assertThat(status(negative + "\r\n")).isEqualTo("400");
        assertThat(status(two + "\r\n")).isEqualTo("400");
    }

    @Test
    void a_form_that_nobody_announced_is_not_read() throws IOException {
        assertThat(status(chunked("POST /test-edge/forms", "multipart/form-data; boundary=x", LIMIT + 1)))
                .isEqualTo("415");
        assertThat(status(chunked("POST /test-edge/forms", "application/x-www-form-urlencoded", LIMIT + 1)))
                .isEqualTo("415");
    }

    @Test
    void only_editors_may_bring_a_whole_catalogue() throws IOException {
        var large = "Content-Length: " + 8 * 1024 * 1024;

        assertThat(status(head("POST " + IMPORT, "application/json", large) + "\r\n"))
                .isEqualTo("401");
        assertThat(status(head("POST " + IMPORT, "application/json", large + bearer("moderator")) + "\r\n"))
                .isEqualTo("403");
        assertThat(status(head("POST " + IMPORT, "application/json", "Authorization: Bearer no\r\n" + large) + "\r\n"))
                .isEqualTo("401");
    }

    @Test
    void even_editors_bring_no_more_than_8_mib() throws IOException {
        var editor = bearer("editor");
        var most = 8 * 1024 * 1024;

        assertThat(status(
                        head("POST " + IMPORT, "application/json", "Content-Length: " + (most + 1) + editor) + "\r\n"))
                .isEqualTo("413");
        assertThat(status(chunked("POST " + IMPORT, "application/json" + editor, most + 1)))
                .isEqualTo("413");
        assertThat(status(head("POST " + IMPORT + "/", "application/json", "Content-Length: 65537" + editor) + "\r\n"))
                .isEqualTo("413");
        assertThat(status(head("POST " + IMPORT, "multipart/form-data; boundary=x", "Content-Length: 65537" + editor)
                        + "\r\n"))
                .isEqualTo("413");
    }

    @Test
    void events_come_in_half_a_megabyte_at_most() throws IOException {
        var most = 512 * 1024;

        assertThat(status(head("POST " + EVENTS, "application/json", "Content-Length: " + (most + 1)) + "\r\n"))
                .isEqualTo("413");
        assertThat(status(chunked("POST " + EVENTS, "application/json", most + 1)))
                .isEqualTo("413");
    }

    private String bearer(String role) {
        return "\r\nAuthorization: Bearer " + world.staff(role).token();
    }

    /** All of the contract that may be sent something, but for the import and for events. */
    private static Set<String> routes() throws IOException {
        var routes = new TreeSet<String>();
        var contract = new ObjectMapper()
                .readTree(Path.of("src/test/resources/openapi.json").toFile());
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())
                            && !Set.of(IMPORT, EVENTS).contains(path.getKey())) {
                        routes.add(operation.getKey().toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replaceAll("\\{[^}]*}", "0190a000-0000-7000-8000-000000000000"));
                    }
                }));
        routes.add("GET " + IMPORT + "/0190a000-0000-7000-8000-000000000000");
        return routes;
    }

    private static String head(String route, String type, String more) {
        return route + " HTTP/1.1\r\nHost: here\r\nContent-Type: " + type + "\r\n" + more + "\r\n";
    }

    /** Never ends: what is refused is refused by what has come. */
    private static String chunked(String route, String type, int bytes) {
        return head(route, type, "Transfer-Encoding: chunked") + "\r\n" + Integer.toHexString(bytes) + "\r\n"
                + " ".repeat(bytes) + "\r\n";
    }

    private String status(String request) throws IOException {
        try (var phone = wire.connection(request)) {
            phone.setSoTimeout(10_000);
            var answer = new BufferedReader(new InputStreamReader(phone.getInputStream(), StandardCharsets.US_ASCII));
            var line = answer.readLine();
            return line == null ? "hung up" : List.of(line.split(" ")).get(1);
        }
    }
}
