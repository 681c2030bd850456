package io.overdub.quotes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpServer;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server of the sounds stands at the one origin that tests may import from. */
@QuarkusTest
class QuoteImportTest {

    private static final int PORT = 18_743;
    private static final String ORIGIN = "http://127.0.0.1:" + PORT;
    private static final AtomicInteger STUMBLES = new AtomicInteger();
    private static final Map<URI, byte[]> SOUNDS = new ConcurrentHashMap<>();
    private static HttpServer sounds;

    @Inject
    World world;

    @Inject
    DataSource database;

    @BeforeAll
    static void serve() throws IOException {
        sounds = HttpServer.create(new InetSocketAddress("127.0.0.1", PORT), 0);
        sounds.createContext("/good", exchange -> {
            var bytes = soundAt(exchange.getRequestURI());
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        serve("/text", 200, "not a sound".getBytes(UTF_8));
        serve("/missing", 404, new byte[0]);
        serve("/broken", 503, new byte[0]);
        serve("/huge", 200, new byte[8 * 1024 * 1024 + 1]);
        sounds.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", ORIGIN + "/good");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        sounds.createContext("/stumbling", exchange -> {
            var bytes = soundAt(exchange.getRequestURI());
            exchange.sendResponseHeaders(STUMBLES.getAndIncrement() < 2 ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        sounds.start();
    }

    /** The same address always has the same sound, and no other address has it. */
    private static byte[] soundAt(URI address) {
        return SOUNDS.computeIfAbsent(address, fresh -> DemoMedia.SOUND.another());
    }

    private static void serve(String path, int status, byte[] body) {
        sounds.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
    }

    @AfterAll
    static void close() {
        sounds.stop(0);
    }

    @Test
    void a_file_of_names_and_sounds_becomes_the_catalogue() {
        var editor = world.staff("editor");
        var good = ORIGIN + "/good?" + UUID.randomUUID();
        var upload = "upload:" + editor.uploadsNewSound();

        var id = imports(editor, List.of(row("Fetched", good), row("Brought", upload)), false)
                .body("results.status", contains("waiting", "waiting"))
                .extract()
                .<String>path("id");
        world.settle();

        var quote = editor.gets("/v1/admin/quotes/import/" + id)
                .then()
                .statusCode(200)
                .body("done", is(true))
                .body("results.status", contains("created", "created"))
                .extract()
                .<String>path("results[0].quote_id");
        var sound = editor.gets("/v1/quotes/" + quote)
                .then()
                .statusCode(200)
                .body("title", equalTo("Fetched"))
                .extract()
                .<String>path("sound_url");
        assertThat(editor.downloads(sound)).isEqualTo(soundAt(URI.create(good.substring(ORIGIN.length()))));
    }

    @Test
    void the_same_file_again_changes_nothing() {
        var editor = world.staff("editor");
        var rows = List.of(row("Once", ORIGIN + "/good?" + UUID.randomUUID()));
        imports(editor, rows, false);
        world.settle();

        var id = imports(editor, rows, false).extract().<String>path("id");
        world.settle();

        editor.gets("/v1/admin/quotes/import/" + id)
                .then()
                .body("results.status", contains("unchanged"))
                .body("results[0].quote_id", notNullValue());
    }

    @Test
    void a_dry_run_judges_every_row_and_does_nothing() {
        var editor = world.staff("editor");
        var title = "Dry " + UUID.randomUUID();
        var sound = ORIGIN + "/good?" + title.hashCode();
        var nameless = new HashMap<String, Object>(row("", sound + "n"));

        imports(
                        editor,
                        List.of(
                                row(title, sound),
                                row("Again", sound),
                                row("Far away", "http://169.254.169.254/latest"),
                                row("File", "file:///etc/passwd"),
                                row("Tricky", "http://127.0.0.1:" + PORT + "@evil.test/x"),
                                row("Nonsense", "::"),
                                nameless),
                        true)
                .body("id", nullValue())
                .body("dry_run", is(true))
                .body("results.status", contains("valid", "failed", "failed", "failed", "failed", "failed", "failed"))
                .body(
                        "results.code",
                        contains(
                                null,
                                "repeated_sound",
                                "bad_sound_address",
                                "bad_sound_address",
                                "bad_sound_address",
                                "bad_sound_address",
                                "invalid_row"));
        world.settle();

        editor.gets("/v1/quotes?limit=50").then().body("items.title", not(hasItem(title)));
    }

    @Test
    void each_bad_sound_fails_by_itself_and_says_why() {
        var editor = world.staff("editor");
        var id = imports(
                        editor,
                        List.of(
                                row("Text", ORIGIN + "/text"),
                                row("Missing", ORIGIN + "/missing"),
                                row("Broken", ORIGIN + "/broken"),
                                row("Huge", ORIGIN + "/huge"),
                                row("Redirected", ORIGIN + "/elsewhere"),
                                row("Not mine", "upload:0190a000-0000-7000-8000-000000000000"),
                                row("Stumbling", ORIGIN + "/stumbling?" + UUID.randomUUID())),
                        false)
                .extract()
                .<String>path("id");
        world.settle();

        editor.gets("/v1/admin/quotes/import/" + id)
                .then()
                .body("done", is(true))
                .body(
                        "results.code",
                        contains(
                                "unsupported_media",
                                "source_refused",
                                "source_unreachable",
                                "sound_too_large",
                                "source_refused",
                                "upload_not_found",
                                null))
                .body("results[6].status", equalTo("created"));
    }

    @Test
    void a_row_says_all_that_a_quote_can_say() {
        var editor = world.staff("editor");
        var key = "import-" + UUID.randomUUID().toString().substring(0, 8);
        editor.request()
                .body(Map.of("name", "Imported", "position", 1))
                .put("/v1/admin/quote-categories/" + key)
                .then()
                .statusCode(204);
        var rich = new HashMap<>(row("Rich", ORIGIN + "/good?" + key));
        rich.putAll(Map.of(
                "markets",
                List.of("DE", "AT"),
                "blocked_markets",
                List.of("US"),
                "categories",
                List.of(key),
                "transcript",
                "Wo ist mein Tee?",
                "licence",
                "CC0",
                "source",
                "A film",
                "author",
                "Ada",
                "rights",
                "unclear"));
        var lost = new HashMap<>(row("Lost", ORIGIN + "/good?lost" + key));
        lost.put("categories", List.of("no-such-shelf"));
        var nowhere = new HashMap<>(row("Nowhere", ORIGIN + "/good?nowhere" + key));
        nowhere.put("markets", List.of("UK"));

        var id = imports(editor, List.of(rich, lost, nowhere), false)
                .body("results.code", contains(null, "unknown_category", "invalid_row"))
                .extract()
                .<String>path("id");
        world.settle();

        var quote = editor.gets("/v1/admin/quotes/import/" + id)
                .then()
                .body("results.status", contains("created", "failed", "failed"))
                .extract()
                .<String>path("results[0].quote_id");
        editor.gets("/v1/quotes/" + quote)
                .then()
                .body("markets", contains("DE", "AT"))
                .body("blocked_markets", contains("US"))
                .body("categories", contains(key))
                .body("transcript", equalTo("Wo ist mein Tee?"))
                .body("licence", equalTo("CC0"))
                .body("source", equalTo("A film"))
                .body("author", equalTo("Ada"))
                .body("rights", equalTo("unclear"));
    }

    @Test
    void a_sound_that_is_here_already_is_not_imported_again() {
        var editor = world.staff("editor");
        var address = "/good?" + UUID.randomUUID();
        var upload = editor.uploads(DemoMedia.SOUND, soundAt(URI.create(address)));
        var quote = editor.request()
                .body(Drafts.draft(upload, Map.of()))
                .post("/v1/quotes")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        var id = imports(editor, List.of(row("Again", ORIGIN + address)), false)
                .extract()
                .<String>path("id");
        world.settle();

        editor.gets("/v1/admin/quotes/import/" + id)
                .then()
                .body("results.status", contains("unchanged"))
                .body("results.quote_id", contains(quote));
    }

    @Test
    void private_networks_are_out_of_reach_by_number_and_by_name() {
        var editor = world.staff("editor");

        imports(
                        editor,
                        List.of(
                                row("Neighbour", "http://10.0.0.1/a"),
                                row("Router", "http://192.168.0.1/a"),
                                row("Credentials", "http://169.254.169.254/latest/meta-data"),
                                row("Itself", "http://[::1]:18743/good"),
                                row("Disguised", "http://[::ffff:127.0.0.1]:18743/good"),
                                row("Number", "http://2130706433:18743/good")),
                        false)
                .body("done", is(true))
                .body("results.code", everyItem(equalTo("bad_sound_address")));

        // This name is an allowed origin; where it leads to is not.
        var id = imports(editor, List.of(row("Name", "http://localhost:18743/good?" + UUID.randomUUID())), false)
                .body("results.status", contains("waiting"))
                .extract()
                .<String>path("id");
        world.settle();
        editor.gets("/v1/admin/quotes/import/" + id)
                .then()
                .body("results.code", contains("source_not_allowed"))
                .body("results.detail", contains("Its name leads into a private network"));
    }

    @Test
    void of_ten_thousand_rows_every_broken_one_is_named() {
        var editor = world.staff("editor");
        var rows = rows(10_000, i -> UUID.randomUUID().toString());

        var report = imports(editor, rows, true).extract();

        assertEveryTenthFailed(report.path("results.status"), report.path("results.collect { it.code }"), "valid");
    }

    /** As many rows as {@code -Dimport.rows} says: all 10,000 take a minute on a machine that has nothing else to do. */
    @Test
    void when_every_tenth_row_is_broken_the_rest_is_in() throws SQLException {
        var many = Integer.getInteger("import.rows", 1_000);
        var editor = world.staff("editor");
        var uploads = readySounds(editor, many);

        var id = imports(editor, rows(many, uploads::get), false).extract().<String>path("id");
        settleAll();

        var report = editor.gets("/v1/admin/quotes/import/" + id)
                .then()
                .statusCode(200)
                .body("done", is(true))
                .extract();
        assertEveryTenthFailed(report.path("results.status"), report.path("results.collect { it.code }"), "created");
        assertThat(quotesBy(editor)).isEqualTo(many * 9 / 10);
    }

    /** Every tenth is broken, in two ways by turns. */
    private static List<Map<String, Object>> rows(int many, IntFunction<String> upload) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < many; i++) {
            var broken = row(i % 20 == 0 ? "" : "Far", "http://10.0.0.1/" + i);
            rows.add(i % 10 == 0 ? broken : row("Bulk " + i, "upload:" + upload.apply(i)));
        }
        return rows;
    }

    private static void assertEveryTenthFailed(
            List<String> statuses, List<@Nullable String> codes, String elsewhere) {
        for (var i = 0; i < codes.size(); i++) {
            var wrong = i % 20 == 0 ? "invalid_row" : "bad_sound_address";
            assertThat(statuses.get(i)).isEqualTo(i % 10 == 0 ? "failed" : elsewhere);
            assertThat(codes.get(i)).isEqualTo(i % 10 == 0 ? wrong : null);
        }
    }

    @Test
    void one_row_too_many_is_refused_as_a_whole() {
        var editor = world.staff("editor");
        editor.request()
                .body(Map.of("dry_run", true, "quotes", Collections.nCopies(10_001, row("A", "upload:x"))))
                .post("/v1/admin/quotes/import")
                .then()
                .statusCode(422)
                .body("faults.field", contains("quotes"));
    }

    /** The outbox may have more to do than one settling waits for. */
    private void settleAll() {
        for (var tries = 0; tries < 20; tries++) {
            try {
                world.settle();
                return;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("did not settle");
            }
        }
        throw new AssertionError("The outbox does not get done");
    }

    /** Uploads whose sounds nobody will ask for, each another one. */
    private List<String> readySounds(Person owner, int many) throws SQLException {
        var ids = new ArrayList<String>();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into uploads.upload (id, owner_id, kind, content_type, size_bytes, sha256, state, created_at,
                          changed_at, claim, duration_ms, width, height)
                        values (?, ?, 'QUOTE_SOUND', 'audio/mp4', 1, ?, 'READY', now(), now(), 1, 1000, 0, 0)""")) {
            for (var i = 0; i < many; i++) {
                var id = UUID.randomUUID();
                insert.setObject(1, id);
                insert.setObject(2, UUID.fromString(owner.id()));
                insert.setString(3, DemoMedia.sha256(id.toString().getBytes(UTF_8)));
                insert.addBatch();
                ids.add(id.toString());
            }
            insert.executeBatch();
        }
        return ids;
    }

    private int quotesBy(Person editor) throws SQLException {
        try (var connection = database.getConnection();
                var count = connection.prepareStatement("select count(*) from quotes.quote where uploader_id = ?")) {
            count.setObject(1, UUID.fromString(editor.id()));
            var found = count.executeQuery();
            found.next();
            return found.getInt(1);
        }
    }

    private static ValidatableResponse imports(Person editor, List<Map<String, Object>> rows, boolean dryRun) {
        return editor.request()
                .body(Map.of("dry_run", dryRun, "quotes", rows))
                .post("/v1/admin/quotes/import")
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> row(String name, String sound) {
        return Map.of(
                "name", name, "sound", sound, "language", "en", "tags", List.of("import"), "attribution", "Tests");
    }
}
