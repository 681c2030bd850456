package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** PostgreSQL is started anew, or another server takes over: every connection is cut at once. */
@QuarkusTest
class CutConnectionsTest {

    private static final int TRIES = 30;

    /** Away, or the try before is not done with yet. */
    private static final Set<Integer> AGAIN = Set.of(503, 409);

    @Inject
    World world;

    @Test
    void who_reads_does_not_notice() throws SQLException {
        var author = world.person("author");
        var reader = world.person("reader");
        var quote = world.quote("Cut");
        var dub = author.publishes(quote);
        reader.follows(author);
        world.settle();

        for (var path : List.of(
                "/v1/dubs/" + dub,
                "/v1/quotes?limit=5",
                "/v1/feeds/home",
                "/v1/accounts/" + author.id() + "/dubs",
                "/v1/search?q=cut")) {
            cutAll();

            reader.gets(path).then().statusCode(200);
        }
    }

    /** Until it is answered: the same request with the same key, as phones do. */
    @Test
    void what_is_written_comes_to_be_once() throws SQLException {
        var author = world.person("author");
        var fan = world.person("fan");
        var dub = author.publishes(world.quote("Cut"));
        for (var number = 0; number < 5; number++) {
            var key = UUID.randomUUID().toString();
            var text = "number " + number;
            cutAll();

            var answer = surely(() -> fan.request()
                    .header("Idempotency-Key", key)
                    .body(Map.of("text", text))
                    .post("/v1/dubs/" + dub + "/comments"));

            assertThat(answer.statusCode()).isEqualTo(201);
        }
        // What was cut while it was handed over is let go by then.
        world.clock().advance(Duration.ofSeconds(16));
        assertThat(fan.pages("/v1/dubs/" + dub + "/comments", "items.text"))
                .containsExactly("number 4", "number 3", "number 2", "number 1", "number 0");
    }

    static Response surely(Supplier<Response> request) {
        var answer = request.get();
        for (var tries = 1; tries < TRIES && AGAIN.contains(answer.statusCode()); tries++) {
            answer = request.get();
        }
        return answer;
    }

    /** On a connection that is none of the app's. */
    private static void cutAll() throws SQLException {
        var config = ConfigProvider.getConfig();
        try (var connection = DriverManager.getConnection(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        config.getValue("quarkus.datasource.username", String.class),
                        config.getValue("quarkus.datasource.password", String.class));
                var statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()""");
        }
    }
}
