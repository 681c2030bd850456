package io.overdub.quotes;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.overdub.edge.WireJson;
import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.Sql;
import io.overdub.uploads.Documents;
import io.overdub.uploads.OpenSide;
import io.overdub.uploads.Phone;
import io.overdub.uploads.UploadId;
import io.overdub.uploads.storage.StorageDown;
import io.overdub.uploads.storage.WatchedStorage;
import io.overdub.world.DemoMedia;
import io.overdub.world.TestClock;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in storage for clients that cannot reach the API, and what happens when storage or the catalogue is not as it should be. */
@QuarkusTest
class SnapshotTest {

    private static final AtomicInteger LANGUAGES = new AtomicInteger();
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MANIFEST = "catalogue/manifest.json";

    @Inject
    World world;

    @Inject
    TestClock clock;

    @Inject
    Shelf shelf;

    @Inject
    SnapshotPublisher publisher;

    @Inject
    SnapshotRepository snapshots;

    @Inject
    SnapshotOffice office;

    @Inject
    PublishSnapshot job;

    @Inject
    ChangeRepository changes;

    @Inject
    QuoteChanges told;

    @Inject
    QuoteRepository quotes;

    @Inject
    BrokenRows brokenRows;

    @Inject
    SyncTokens tokens;

    @Inject
    OpenSide open;

    @Inject
    Documents documents;

    @Inject
    WatchedStorage storage;

    @Inject
    WireJson json;

    @Inject
    Sql sql;

    private final String language = "qa-sn" + LANGUAGES.incrementAndGet();
    private final Phone phone = new Phone();
    private String sound = "";

    @BeforeEach
    void recordSound() {
        var editor = world.staff("editor");
        sound = "media/" + editor.uploadsNewSound();
        publisher.publish(true);
    }

    @AfterEach
    void clear() {
        storage.down(false);
        shelf.clear(language);
    }

    @Test
    void what_lies_in_storage_is_what_the_api_shows() {
        put("Für alle, 全部 🐓");
        put("Not in Germany", List.of(), List.of("DE"));
        put("Only in India", List.of("IN"), List.of());
        var withdrawn = put("Withdrawn");
        shelf.withdraw(withdrawn);
        var planned = put("Planned");
        shelf.change(
                planned, quote -> quote.schedule(clock.instant().plus(Duration.ofHours(1)), null, clock.instant()));
        var over = put("Over");
        shelf.change(
                over,
                quote -> quote.schedule(
                        clock.instant().minus(Duration.ofHours(2)),
                        clock.instant().minus(Duration.ofHours(1)),
                        clock.instant()));

        publisher.publish(false);

        var copy = new OfflineCopy(publisher.manifestUrl());
        assertThat(copy.titles(null, language)).containsExactlyInAnyOrder("Für alle, 全部 🐓");
        for (var country : List.of("DE", "IN", "FR")) {
            assertThat(copy.titles(country, language))
                    .as(country)
                    .containsExactlyInAnyOrderElementsOf(shownIn(country));
        }
        assertThat(shownIn("IN")).containsExactlyInAnyOrder("Only in India", "Not in Germany", "Für alle, 全部 🐓");
    }

    private List<String> shownIn(String country) {
        return given().queryParam("market", country)
                .queryParam("language", language)
                .queryParam("limit", 50)
                .get("/v1/quotes")
                .then()
                .statusCode(200)
                .extract()
                .path("items.title");
    }

    @Test
    void a_sound_of_the_snapshot_can_be_fetched() {
        put("Heard");

        publisher.publish(false);

        var quote =
                new OfflineCopy(publisher.manifestUrl()).quotes("FR", language).get(0);
        var got = phone.get(quote.path("sound_url").asText());
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).startsWith(DemoMedia.SOUND.bytes());
    }

    @Test
    void where_storage_has_an_open_side_nothing_needs_a_signature_and_what_is_withdrawn_is_closed() {
        var upload = UploadId.fromString(sound.substring("media/".length()));
        var id = shelf.put(Shelf.text("Open", language, List.of(), List.of()), upload);
        var sounds = new SoundPlaces(quotes, told, open.uploads(), clock);
        sounds.place(id);
        put("Not open yet");
        var side = openPublisher();

        side.publish(true);

        var address = side.manifestUrl();
        assertThat(address).doesNotContain("?");
        var copy = new OfflineCopy(address);
        assertThat(copy.titles("FR", language)).containsExactly("Open");
        assertThat(copy.manifest().has("addresses_valid_until")).isFalse();
        var soundUrl = copy.quotes("FR", language).get(0).path("sound_url").asText();
        assertThat(soundUrl).doesNotContain("?");
        assertThat(phone.get(soundUrl).statusCode()).isEqualTo(200);
        assertThat(office.status().leftOut()).isPositive();

        shelf.withdraw(id);
        sounds.place(id);
        side.publish(true);
        assertThat(phone.get(soundUrl).statusCode()).isIn(403, 404);
        assertThat(new OfflineCopy(address).titles("FR", language)).isEmpty();
    }

    private SnapshotPublisher openPublisher() {
        return new SnapshotPublisher(
                snapshots, changes, quotes, tokens, open.documents(), open.uploads(), brokenRows, json, clock);
    }

    @Test
    void a_copy_from_the_snapshot_goes_on_with_the_changes() {
        var stays = put("Stays");
        var goes = put("Goes");
        publisher.publish(false);
        var entry = new OfflineCopy(publisher.manifestUrl()).entry("FR", language);
        shelf.withdraw(goes);
        var comes = put("Comes");
        shelf.change(
                stays, quote -> quote.describe(Shelf.text("Changed", language, List.of(), List.of()), clock.instant()));

        var told = given().queryParam("since", entry.path("sync_token").asText())
                .queryParam("market", "FR")
                .queryParam("language", language)
                .get("/v1/quotes/changes")
                .then()
                .statusCode(200)
                .extract();

        assertThat(told.<List<String>>path("upserts.title")).containsExactlyInAnyOrder("Changed", "Comes");
        assertThat(told.<List<String>>path("deletes")).containsExactly(goes.toString());
        assertThat(comes).isNotNull();
    }

    @Test
    void only_files_whose_quotes_changed_are_written_anew() {
        put("First");
        publisher.publish(false);
        var before = files();

        publisher.publish(false);
        assertThat(files()).isEqualTo(before);

        put("Second");
        publisher.publish(false);
        var after = files();
        assertThat(after.get("other " + language)).isNotEqualTo(before.get("other " + language));
        assertThat(after.get("other every")).isNotEqualTo(before.get("other every"));
        assertThat(after.get("other en")).isEqualTo(before.get("other en"));
        // Who has the manifest of a minute ago still finds what it names.
        assertThat(phone.get(String.valueOf(before.get("other " + language))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_no_manifest_has_named_for_a_day_is_removed() {
        put("First");
        publisher.publish(false);
        var old = files().get("other " + language);
        put("Second");
        publisher.publish(false);

        clock.advance(Duration.ofHours(25));
        publisher.publish(false);

        assertThat(phone.get(String.valueOf(old)).statusCode()).isIn(403, 404);
        assertThat(new OfflineCopy(publisher.manifestUrl()).titles("FR", language))
                .hasSize(2);
    }

    @Test
    void more_than_a_page_of_quotes_is_there_once_each() {
        var ids = shelf.putMany(2_500, Shelf.text("One of many", language, List.of(), List.of()), sound);

        publisher.publish(false);

        assertThat(new OfflineCopy(publisher.manifestUrl()).quotes("FR", language))
                .extracting(quote -> UUID.fromString(quote.path("id").asText()))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void a_catalogue_without_anything_is_a_good_one() {
        var hidden = sql.list(
                "update quotes.quote set withdrawn_at = now() where withdrawn_at is null returning id",
                row -> Sql.uuid(row, 1));
        try {
            publisher.publish(true);

            var copy = new OfflineCopy(publisher.manifestUrl());
            assertThat(copy.quotes("FR", "en")).isEmpty();
            assertThat(copy.quotes(null, "en")).isEmpty();
        } finally {
            sql.update("update quotes.quote set withdrawn_at = null where id = any(?::uuid[])", hidden);
        }
    }

    @Test
    void many_changes_are_published_once_when_the_catalogue_keeps_still() {
        var automatic = settledJob();
        var version = version();

        put("One");
        put("Two");
        automatic.run();
        assertThat(version()).isEqualTo(version);

        clock.advance(QUIET);
        automatic.run();
        automatic.run();
        assertThat(version()).isEqualTo(version + 1);
        assertThat(new OfflineCopy(publisher.manifestUrl()).titles("FR", language))
                .containsExactlyInAnyOrder("One", "Two");
    }

    @Test
    void a_catalogue_that_never_keeps_still_is_published_all_the_same() {
        var automatic = settledJob();
        var version = version();

        for (var second = 0; second <= PATIENCE.toSeconds(); second += 6) {
            put("Restless " + second);
            automatic.run();
            clock.advance(Duration.ofSeconds(6));
        }
        automatic.run();

        assertThat(version()).isEqualTo(version + 1);
    }

    @Test
    void publishers_at_the_same_time_leave_the_latest() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var work = new ArrayList<Callable<Optional<Manifest>>>();
            for (var n = 0; n < 4; n++) {
                var title = "By " + n;
                work.add(() -> {
                    put(title);
                    try {
                        return Optional.of(publisher.publish(false));
                    } catch (SnapshotRefused contested) {
                        assertThat(contested.code()).isEqualTo("snapshot_contested");
                        return Optional.empty();
                    }
                });
            }
            var published = 0;
            var newest = 0L;
            for (var each : threads.invokeAll(work, 120, TimeUnit.SECONDS)) {
                var manifest = each.get();
                if (manifest.isPresent()) {
                    published++;
                    newest = Math.max(newest, manifest.get().position());
                }
            }
            assertThat(published).isPositive();
            var copy = new OfflineCopy(publisher.manifestUrl());
            assertThat(copy.manifest().path("position").asLong()).isGreaterThanOrEqualTo(newest);
            assertThat(copy.titles("FR", language)).hasSizeGreaterThanOrEqualTo(published);
        } finally {
            threads.shutdownNow();
        }
        publisher.publish(false);
        assertThat(new OfflineCopy(publisher.manifestUrl()).titles("FR", language))
                .hasSize(4);
    }

    @Test
    void who_was_slower_does_not_bring_back_what_was() {
        put("Old");
        storage.beforeNextPublishing(MANIFEST, () -> {
            put("New");
            publisher.publish(false);
        });

        var slow = publisher.publish(false);

        var copy = new OfflineCopy(publisher.manifestUrl());
        assertThat(copy.titles("FR", language)).containsExactlyInAnyOrder("Old", "New");
        assertThat(copy.manifest().path("version").asLong()).isEqualTo(slow.version());
        assertThat(version()).isEqualTo(slow.version());
    }

    @Test
    void an_older_version_that_is_noted_late_changes_nothing() {
        put("One");
        var older = publisher.publish(false);
        put("Two");
        var newer = publisher.publish(false);

        var noted = snapshots.published(older, "", 0, clock.instant(), Duration.ZERO);

        assertThat(noted).isFalse();
        assertThat(version()).isEqualTo(newer.version());
    }

    @Test
    void an_answer_that_never_came_does_no_harm() {
        put("Unheard");
        storage.keepQuietAboutNextPublishing(MANIFEST);

        assertThatThrownBy(() -> publisher.publish(false)).isInstanceOf(StorageDown.class);
        assertThat(new OfflineCopy(publisher.manifestUrl()).titles("FR", language))
                .containsExactly("Unheard");

        var again = publisher.publish(false);
        assertThat(version()).isEqualTo(again.version());
        assertThat(new OfflineCopy(publisher.manifestUrl()).titles("FR", language))
                .containsExactly("Unheard");
    }

    @Test
    void a_write_that_meets_itself_when_it_is_repeated_has_worked() {
        put("Twice");
        storage.repeatNextPublishing(MANIFEST);

        var published = publisher.publish(false);

        assertThat(version()).isEqualTo(published.version());
        assertThat(new OfflineCopy(publisher.manifestUrl())
                        .manifest()
                        .path("version")
                        .asLong())
                .isEqualTo(published.version());
    }

    @Test
    void a_file_that_meets_itself_is_the_one_that_was_written() {
        put("Twice");
        storage.repeatNextPublishing(".json");

        publisher.publish(false);

        assertThat(new OfflineCopy(publisher.manifestUrl()).titles("FR", language))
                .containsExactly("Twice");
    }

    @Test
    void while_storage_is_down_the_last_one_stays_and_it_is_tried_again_ever_more_rarely() {
        put("Before");
        var automatic = settledJob();
        var address = publisher.manifestUrl();
        var before = new OfflineCopy(address).manifest();
        put("Meanwhile");
        clock.advance(QUIET);
        storage.down(true);

        automatic.run();
        automatic.run();
        assertThat(office.status().failures()).isEqualTo(1);
        assertThat(office.status().failure()).startsWith("storage_unavailable");
        assertThat(office.status().behind()).isTrue();
        clock.advance(Duration.ofSeconds(3));
        automatic.run();
        automatic.run();
        assertThat(office.status().failures()).isEqualTo(2);
        assertThat(new OfflineCopy(address).manifest()).isEqualTo(before);

        storage.down(false);
        clock.advance(Duration.ofSeconds(5));
        automatic.run();
        assertThat(office.status().failures()).isZero();
        assertThat(office.status().failure()).isNull();
        assertThat(new OfflineCopy(address).titles("FR", language)).containsExactlyInAnyOrder("Before", "Meanwhile");
    }

    @Test
    void what_breaks_in_no_known_way_is_not_tried_each_second() {
        var automatic = settledJob();
        var version = version();
        put("Unlucky");
        clock.advance(QUIET);
        storage.beforeNextPublishing(MANIFEST, () -> {
            throw new IllegalStateException("A bug");
        });

        assertThatThrownBy(automatic::run).isInstanceOf(IllegalStateException.class);
        automatic.run();
        assertThat(version()).isEqualTo(version);

        clock.advance(Duration.ofMinutes(1));
        automatic.run();
        assertThat(version()).isGreaterThan(version);
        assertThat(office.status().retryAt()).isNull();
    }

    @Test
    void a_catalogue_that_lost_more_than_half_is_published_only_by_force() {
        var there = sql.one("select count(*) from quotes.quote where withdrawn_at is null", row -> row.getInt(1));
        var many = shelf.putMany(there + 30, Shelf.text("Lost", language, List.of(), List.of()), sound);
        publisher.publish(false);
        var address = publisher.manifestUrl();
        var before = new OfflineCopy(address).manifest();
        shelf.clear(language);

        assertThatThrownBy(() -> publisher.publish(false))
                .isInstanceOfSatisfying(
                        SnapshotRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("catalogue_collapsed"));
        assertThat(new OfflineCopy(address).manifest()).isEqualTo(before);
        assertThat(new OfflineCopy(address).titles("FR", language)).hasSameSizeAs(many);

        publisher.publish(true);
        assertThat(new OfflineCopy(address).quotes("FR", language)).isEmpty();
    }

    @Test
    void sounds_that_are_not_in_storage_keep_the_last_one() {
        put("Heard");
        publisher.publish(false);
        var address = publisher.manifestUrl();
        var before = new OfflineCopy(address).manifest();
        for (var n = 0; n < 15; n++) {
            shelf.put(Shelf.text("Silent " + n, language, List.of(), List.of()));
        }

        assertThatThrownBy(() -> publisher.publish(true))
                .isInstanceOfSatisfying(
                        SnapshotRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("sounds_missing"));

        assertThat(new OfflineCopy(address).manifest()).isEqualTo(before);
    }

    @Test
    void a_quote_that_cannot_be_read_is_left_out() {
        put("Whole");
        var broken = put("Broken");
        sql.update("update quotes.quote set published_at = '-infinity' where id = ?", broken);

        publisher.publish(false);

        assertThat(new OfflineCopy(publisher.manifestUrl()).titles("FR", language))
                .containsExactly("Whole");
    }

    @Test
    void a_sound_that_can_be_nowhere_is_left_out() {
        put("Whole");
        var broken = put("Broken");
        sql.update("update quotes.quote set media_key = 'media/nonsense' where id = ?", broken);

        publisher.publish(false);

        assertThat(new OfflineCopy(publisher.manifestUrl()).titles("FR", language))
                .containsExactly("Whole");
    }

    @Test
    void a_file_is_read_to_its_end_before_anybody_may(@TempDir Path folder) throws IOException {
        var quote = quoteJson("Good");

        refused(written(folder.resolve("twice"), quote, quote));
        refused(written(folder.resolve("untitled"), quoteJson("")));
        var torn = written(folder.resolve("torn"), quote);
        var bytes = Files.readAllBytes(torn.path());
        Files.write(torn.path(), Arrays.copyOf(bytes, bytes.length - 9));
        refused(torn);
        written(folder.resolve("good"), quote).check(json);
    }

    private void refused(SnapshotFile file) {
        assertThatThrownBy(() -> file.check(json))
                .isInstanceOfSatisfying(
                        SnapshotRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("snapshot_unsound"));
    }

    private SnapshotFile written(Path path, String... quotes) {
        var file = new SnapshotFile(path, "{\"schema_version\":1}".getBytes(UTF_8));
        for (var quote : quotes) {
            file.add(quote.getBytes(UTF_8));
        }
        file.finish();
        return file;
    }

    private static String quoteJson(String title) {
        return "{\"id\":\"01a3fc44-4758-7000-9e65-57ca15760e49\",\"title\":\"" + title
                + "\",\"sound_url\":\"http://sounds.test/1\"}";
    }

    @Test
    void a_manifest_that_nobody_can_read_is_written_anew() {
        put("Still there");
        publisher.publish(false);
        spoil();

        publisher.publish(false);

        assertThat(new OfflineCopy(publisher.manifestUrl()).titles("FR", language))
                .containsExactly("Still there");
    }

    private void spoil() {
        var version = documents.find(MANIFEST).orElseThrow().version();
        assertThat(documents.replace(MANIFEST, "{", version)).isTrue();
    }

    @Test
    void editors_order_one_and_everybody_learns_where_it_is() {
        var editor = world.staff("editor");
        put("Ordered");
        var version = version();

        editor.request()
                .body(Map.of("force", false))
                .post("/v1/admin/quotes/snapshot")
                .then()
                .statusCode(202);
        job.run();

        editor.gets("/v1/admin/quotes/snapshot")
                .then()
                .statusCode(200)
                .body("version", greaterThan((int) version))
                .body("requested_at", nullValue());
        var place = given().get("/v1/quotes/snapshot").then().statusCode(200).extract();
        assertThat(place.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(new OfflineCopy(place.path("manifest_url")).titles("FR", language))
                .containsExactly("Ordered");
    }

    @Test
    void the_manifest_is_asked_for_anew_after_a_minute() {
        var got = phone.get(publisher.manifestUrl());

        assertThat(got.headers().firstValue("cache-control").orElse("")).startsWith("public, max-age=60");
    }

    private long version() {
        return snapshots.state().version();
    }

    /** As in production, with nothing left to do. */
    private PublishSnapshot settledJob() {
        var automatic = new PublishSnapshot(snapshots, publisher, new Following(), clock);
        clock.advance(Duration.ofHours(1));
        shelf.announceDue();
        clock.advance(PATIENCE);
        automatic.run();
        clock.advance(Duration.ofMinutes(11));
        assertThat(office.status().behind()).isFalse();
        return automatic;
    }

    private record Following() implements SnapshotConfig {

        @Override
        public boolean automatic() {
            return true;
        }

        @Override
        public Duration quiet() {
            return QUIET;
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }
    }

    private UUID put(String title) {
        return put(title, List.of(), List.of());
    }

    private UUID put(String title, List<String> markets, List<String> blocked) {
        return shelf.put(Shelf.text(title, language, markets, blocked), sound);
    }

    private Map<String, String> files() {
        var files = new HashMap<String, String>();
        for (JsonNode file : new OfflineCopy(publisher.manifestUrl()).manifest().path("files")) {
            files.put(
                    file.path("market").asText() + " " + file.path("language").asText(),
                    file.path("url").asText());
        }
        return files;
    }
}
