package io.overdub.quotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SoundHost.class)
class QuoteImportTest {

    private static final Logger LOG = Logger.getLogger(QuoteImportTest.class);

    @Inject
    World world;

    @Inject
    DataSource database;

    @Test
    void a_file_of_names_and_sounds_becomes_the_catalogue() {
        var editor = world.staff("editor");
        var good = SoundHost.origin() + "/good?" + UUID.randomUUID();
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
        assertThat(editor.downloads(sound)).isEqualTo(SoundHost.soundAt(URI.create(good)));
    }

    @Test
    void the_same_file_again_changes_nothing() {
        var editor = world.staff("editor");
        var rows = List.of(row("Once", SoundHost.origin() + "/good?" + UUID.randomUUID()));
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
        var sound = SoundHost.origin() + "/good?" + title.hashCode();
        var nameless = new HashMap<String, Object>(row("", sound + "n"));
        var babble = new HashMap<String, Object>(row("Babble", sound + "b"));
        babble.put("language", "abc-abcdefgh-abcdefgh");

        imports(
                        editor,
                        List.of(
                                row(title, sound),
                                row("Again", sound),
                                row("Far away", "http://169.254.169.254/latest"),
                                row("File", "file:///etc/passwd"),
                                row("Tricky", SoundHost.origin() + "@evil.test/x"),
                                row("Nonsense", "::"),
                                nameless,
                                babble),
                        true)
                .body("id", nullValue())
                .body("dry_run", is(true))
                .body(
                        "results.status",
                        contains("valid", "failed", "failed", "failed", "failed", "failed", "failed", "failed"))
                .body(
                        "results.code",
                        contains(
                                null,
                                "repeated_sound",
                                "bad_sound_address",
                                "bad_sound_address",
                                "bad_sound_address",
                                "bad_sound_address",
                                "invalid_row",
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
                                row("Text", SoundHost.origin() + "/text"),
                                row("Missing", SoundHost.origin() + "/missing"),
                                row("Broken", SoundHost.origin() + "/broken"),
                                row("Huge", SoundHost.origin() + "/huge"),
                                row("Redirected", SoundHost.origin() + "/elsewhere?" + SoundHost.origin() + "/good"),
                                row("Led inside", SoundHost.origin() + "/elsewhere?http://169.254.169.254/latest"),
                                row("Not mine", "upload:0190a000-0000-7000-8000-000000000000"),
                                row("Stumbling", SoundHost.origin() + "/stumbling?" + UUID.randomUUID())),
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
                                "source_refused",
                                "upload_not_found",
                                null))
                .body("results[7].status", equalTo("created"));
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
        var rich = new HashMap<>(row("Rich", SoundHost.origin() + "/good?" + key));
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
        var lost = new HashMap<>(row("Lost", SoundHost.origin() + "/good?lost" + key));
        lost.put("categories", List.of("no-such-shelf"));
        var nowhere = new HashMap<>(row("Nowhere", SoundHost.origin() + "/good?nowhere" + key));
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
        var upload = editor.uploads(DemoMedia.SOUND, SoundHost.soundAt(URI.create(address)));
        var quote = editor.request()
                .body(Drafts.draft(upload, Map.of()))
                .post("/v1/quotes")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        var id = imports(editor, List.of(row("Again", SoundHost.origin() + address)), false)
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
        var port = SoundHost.port();

        imports(
                        editor,
                        List.of(
                                row("Neighbour", "http://10.0.0.1/a"),
                                row("Router", "http://192.168.0.1/a"),
                                row("Credentials", "http://169.254.169.254/latest/meta-data"),
                                row("Itself", "http://[::1]:" + port + "/good"),
                                row("Disguised", "http://[::ffff:127.0.0.1]:" + port + "/good"),
                                row("Number", "http://2130706433:" + port + "/good")),
                        false)
                .body("done", is(true))
                .body("results.code", everyItem(equalTo("bad_sound_address")));

        // This name is an allowed origin; where it leads to is not.
        var id = imports(editor, List.of(row("Name", "http://localhost:" + port + "/good?" + UUID.randomUUID())), false)
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

        var report =
                imports(editor, rows(10_000, "dry" + UUID.randomUUID()), true).extract();

        assertEveryTenthFailed(report, 10_000, "valid");
    }

    /** As many rows as {@code -Dimport.rows} says, up to 10,000. */
    @Test
    void when_every_tenth_row_is_broken_the_rest_is_in() throws SQLException {
        var many = Integer.getInteger("import.rows", 300);
        var editor = world.staff("editor");
        var begun = System.nanoTime();

        var id = imports(editor, rows(many, "bulk" + UUID.randomUUID()), false)
                .extract()
                .<String>path("id");
        var answered = System.nanoTime();
        settleAll();

        LOG.infof(
                "%d rows: answered in %d ms, done in %d ms",
                many, (answered - begun) / 1_000_000, (System.nanoTime() - begun) / 1_000_000);
        var report = editor.gets("/v1/admin/quotes/import/" + id)
                .then()
                .statusCode(200)
                .body("done", is(true))
                .extract();
        assertEveryTenthFailed(report, many, "created");
        assertThat(quotesBy(editor)).isEqualTo(many * 9 / 10);
    }

    /** Every tenth is broken, in three ways by turns. */
    private static List<Map<String, Object>> rows(int many, String name) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < many; i++) {
            var sound = SoundHost.origin() + "/good?" + name + "-" + i;
            rows.add(
                    switch (i % 30) {
                        case 0 -> row("", sound);
                        case 10 -> row("Far " + i, "http://10.0.0.1/" + i);
                        case 20 -> row("Again " + i, SoundHost.origin() + "/good?" + name + "-" + (i - 1));
                        default -> row("Bulk " + i, sound);
                    });
        }
        return rows;
    }

    private static void assertEveryTenthFailed(ExtractableResponse<Response> report, int many, String elsewhere) {
        var statuses = report.<List<String>>path("results.status");
        var codes = report.<List<@Nullable String>>path("results.collect { it.code }");
        assertThat(statuses).hasSize(many);
        for (var i = 0; i < many; i++) {
            var wrong = switch (i % 30) {
                case 0 -> "invalid_row";
                case 10 -> "bad_sound_address";
                case 20 -> "repeated_sound";
                default -> null;
            };
            assertThat(codes.get(i)).as("row %d", i).isEqualTo(wrong);
            assertThat(statuses.get(i)).as("row %d", i).isEqualTo(wrong == null ? elsewhere : "failed");
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
        for (var tries = 0; tries < 60; tries++) {
            try {
                world.settle();
                return;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("did not settle");
            }
        }
        throw new AssertionError("The outbox does not get done");
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
