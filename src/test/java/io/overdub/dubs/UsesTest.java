package io.overdub.dubs;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.quotes.Folding;
import io.overdub.world.Crowd;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How often a quote is used, when many use it at once. */
@QuarkusTest
class UsesTest {

    private static final int MANY = 1_000;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    World world;

    @Inject
    DataSource database;

    @Inject
    RecountUses recount;

    @Inject
    Folding folding;

    @Inject
    Crowd crowd;

    @Test
    void a_thousand_dubs_at_once_are_a_thousand_uses_whatever_becomes_of_redis() throws Exception {
        var quote = world.quote("A thousand times");
        var author = world.person("author");
        var publishing = new ArrayList<Supplier<String>>();
        for (var upload : readyUploads(author, MANY)) {
            publishing.add(() -> publish(author, quote, upload));
        }
        var busy = new AtomicBoolean(true);
        var folder = Executors.newSingleThreadExecutor();
        var folds = folder.submit(() -> folding.whileTrue(busy));
        var workers = Executors.newFixedThreadPool(32);
        var made = crowd.does(publishing);
        busy.set(false);
        folds.get();
        folder.shutdown();

        assertThat(usesOf(quote)).isEqualTo(MANY);
        folding.once();
        assertThat(usesOf(quote)).isEqualTo(MANY);
        var deleting = new ArrayList<Callable<Integer>>();
        for (var dub : made.subList(0, 100)) {
            // Twice, as an impatient phone does.
            deleting.add(() -> author.request().delete("/v1/dubs/" + dub).statusCode());
            deleting.add(() -> author.request().delete("/v1/dubs/" + dub).statusCode());
        }
        for (var answer : workers.invokeAll(deleting)) {
            assertThat(answer.get()).isIn(204, 404);
        }
        workers.shutdown();
        assertThat(usesOf(quote)).isEqualTo(MANY - 100);
        recount.run();
        assertThat(usesOf(quote)).isEqualTo(MANY - 100);
    }

    @Test
    void a_count_that_drifted_is_mended_and_said_aloud() throws Exception {
        var quote = world.quote("Drifted");
        var unused = world.quote("Never used");
        var author = world.person("author");
        author.publishes(quote);
        author.publishes(quote);
        recount.run();
        run("insert into quotes.usage_change (quote_id, change) values ('%s', 7), ('%s', -3)".formatted(quote, unused));
        var before = drifted();

        recount.run();

        assertThat(usesOf(quote)).isEqualTo(2);
        assertThat(usesOf(unused)).isZero();
        assertThat(drifted()).isEqualTo(before + 2);
        recount.run();
        assertThat(drifted()).isEqualTo(before + 2);
    }

    /** Uploads whose films nobody will ever ask for. */
    private List<String> readyUploads(Person owner, int many) throws SQLException {
        var ids = new ArrayList<String>();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into uploads.upload (id, owner_id, kind, content_type, size_bytes, sha256, state, created_at,
                          changed_at, claim, duration_ms, width, height)
                        values (?, ?, 'DUB_VIDEO', 'video/mp4', 1, ?, 'READY', now(), now(), 1, 1000, 640, 480)""")) {
            for (var i = 0; i < many; i++) {
                var id = UUID.randomUUID();
                insert.setObject(1, id);
                insert.setObject(2, UUID.fromString(owner.id()));
                insert.setString(3, id.toString());
                insert.addBatch();
                ids.add(id.toString());
            }
            insert.executeBatch();
        }
        return ids;
    }

    /** The id of the dub. */
    private String publish(Person author, String quote, String upload) {
        var body = "{\"upload_id\":\"%s\",\"quote_id\":\"%s\"}".formatted(upload, quote);
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/dubs"))
                .header("Authorization", "Bearer " + author.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                .build();
        var answer = HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString(UTF_8))
                .join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body().substring(7, 43);
    }

    private static int usesOf(String quote) {
        return given().get("/v1/quotes/" + quote)
                .then()
                .statusCode(200)
                .extract()
                .path("uses");
    }

    private static double drifted() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("overdub_quotes_uses_drifted_total "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
