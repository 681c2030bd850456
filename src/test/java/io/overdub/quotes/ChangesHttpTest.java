package io.overdub.quotes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.CountedSql;
import io.overdub.kernel.Sql;
import io.overdub.world.TestClock;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ChangesHttpTest {

    private static final AtomicInteger LANGUAGES = new AtomicInteger();

    /** Of each test alone: what was there before stays among the changes. */
    private final String language = "qa-chg" + LANGUAGES.incrementAndGet();

    @Inject
    World world;

    @Inject
    TestClock clock;

    @Inject
    Shelf shelf;

    @Inject
    TidyChanges tidy;

    @Inject
    ChangeRepository changes;

    @Inject
    QuoteRepository quotes;

    @Inject
    QuoteCatalog catalog;

    @Inject
    BrokenRows brokenRows;

    @Inject
    SyncTokens tokens;

    @Inject
    CountedSql counted;

    @Inject
    Sql sql;

    private final Replica replica = new Replica(null, language);

    @AfterEach
    void clear() {
        shelf.clear(language);
    }

    @Test
    void every_way_to_change_a_quote_is_told() {
        var english = new Replica(null, "en").sync();
        var editor = world.staff("editor");
        var id = world.quote("Told");

        english.sync();
        assertThat(english.quotes().get(id)).containsEntry("title", "Told");

        editor.request()
                .body(Map.of("title", "Told again"))
                .patch("/v1/quotes/" + id)
                .then()
                .statusCode(200);
        english.sync();
        assertThat(english.quotes().get(id)).containsEntry("title", "Told again");

        editor.request().delete("/v1/quotes/" + id).then().statusCode(204);
        english.sync();
        assertThat(english.quotes()).doesNotContainKey(id);

        editor.request()
                .body(Map.of("rights", "cleared"))
                .patch("/v1/quotes/" + id)
                .then()
                .statusCode(200);
        english.sync();
        assertThat(english.quotes()).containsKey(id);

        editor.request()
                .body(Map.of("publish_at", clock.instant().plusSeconds(60).toString()))
                .put("/v1/admin/quotes/" + id + "/schedule")
                .then()
                .statusCode(200);
        editor.request().delete("/v1/quotes/" + id).then().statusCode(204);
        english.sync();
        assertThat(english.quotes()).doesNotContainKey(id);
    }

    @Test
    void what_leaves_the_language_or_the_market_comes_as_a_delete() {
        var german = new Replica("DE", language);
        var moved = shelf.put(text("Moved"));
        var blocked = shelf.put(text("Blocked"));
        var narrowed = shelf.put(text("Narrowed"));
        german.sync();
        assertThat(german.quotes()).hasSize(3);

        shelf.change(
                moved,
                quote -> quote.describe(Shelf.text("Moved", language + "x", List.of(), List.of()), clock.instant()));
        shelf.change(
                blocked,
                quote -> quote.describe(Shelf.text("Blocked", language, List.of(), List.of("DE")), clock.instant()));
        shelf.change(
                narrowed,
                quote -> quote.describe(Shelf.text("Narrowed", language, List.of("US"), List.of()), clock.instant()));

        german.sync();
        assertThat(german.quotes()).isEmpty();
        assertThat(new Replica("US", language).sync().quotes())
                .containsOnlyKeys(blocked.toString(), narrowed.toString());
    }

    @Test
    void what_opens_and_closes_by_the_clock_is_told_when_it_does() {
        var id = shelf.put(text("Für heute: 🐓"));
        var now = clock.instant();
        shelf.change(id, quote -> quote.schedule(now.plusSeconds(60), now.plusSeconds(120), clock.instant()));
        assertThat(replica.sync().quotes()).isEmpty();

        clock.advance(Duration.ofSeconds(61));
        shelf.announceDue();
        assertThat(replica.sync().quotes().get(id.toString())).containsEntry("title", "Für heute: 🐓");

        clock.advance(Duration.ofSeconds(61));
        shelf.announceDue();
        assertThat(replica.sync().quotes()).isEmpty();
    }

    @Test
    void what_comes_back_to_the_language_is_told_again() {
        var id = shelf.put(text("There and back"));
        replica.sync();
        shelf.change(
                id, quote -> quote.describe(Shelf.text("Away", language + "x", List.of(), List.of()), clock.instant()));
        replica.sync();
        assertThat(replica.quotes()).isEmpty();

        shelf.change(id, quote -> quote.describe(text("Back"), clock.instant()));

        assertThat(replica.sync().quotes()).containsOnlyKeys(id.toString());
    }

    @Test
    void who_is_up_to_date_is_told_so_in_a_304() {
        shelf.put(text("Quiet"));
        replica.sync();
        var quiet = replica.ask(100).then().statusCode(200);
        var tag = quiet.extract().header("ETag");
        assertThat(quiet.extract().header("Cache-Control")).isEqualTo("public, max-age=10");
        assertThat(quiet.extract().<String>path("next")).isEqualTo(replica.token());

        unchanged(tag, 304);
        shelf.put(text("Loud"));
        unchanged(tag, 200);
    }

    private void unchanged(String tag, int status) {
        given().header("If-None-Match", tag)
                .queryParam("since", replica.token())
                .queryParam("language", language)
                .get("/v1/quotes/changes")
                .then()
                .statusCode(status);
    }

    @Test
    void what_nobody_may_know_of_is_not_told_either_way() {
        var pending = QuarkusTransaction.requiringNew().call(() -> {
            var id = shelf.add(text("Pending"), Review.PENDING);
            shelf.tell(List.of(id));
            return id;
        });

        given().queryParam("language", language)
                .get("/v1/quotes/changes")
                .then()
                .body("upserts.size()", equalTo(0))
                .body("deletes.size()", equalTo(0));
        assertThat(pending).isNotNull();
    }

    @Test
    void a_copy_that_begins_with_nothing_has_nothing_to_delete() {
        var gone = shelf.put(text("Gone"));
        shelf.withdraw(gone);
        var stays = shelf.put(text("Stays"));

        var first = given().queryParam("language", language)
                .get("/v1/quotes/changes")
                .then()
                .statusCode(200);
        assertThat(first.extract().<List<String>>path("deletes")).isEmpty();
        assertThat(first.extract().<List<String>>path("upserts.id")).containsExactly(stays.toString());
    }

    @Test
    void what_goes_while_a_copy_is_begun_is_taken_out_of_it() {
        var first = shelf.put(text("First"));
        shelf.put(text("Second"));
        assertThat(replica.syncOnce(1)).isTrue();
        assertThat(replica.quotes()).containsOnlyKeys(first.toString());

        shelf.withdraw(first);
        replica.sync(1);

        assertThat(replica.quotes()).hasSize(1).doesNotContainKey(first.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%F0%9F%90%93", "..", "====", " "})
    void a_token_that_is_none_is_malformed(String token) {
        given().urlEncodingEnabled(false)
                .queryParam("since", token.equals(" ") ? "%20" : token)
                .get("/v1/quotes/changes")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_sync_token"));
    }

    @Test
    void a_token_of_another_language_or_one_that_was_bent_is_refused() {
        replica.sync();
        var token = String.valueOf(replica.token());
        var bent = token.substring(0, 5) + (token.charAt(5) == 'A' ? 'B' : 'A') + token.substring(6);

        refused(token, null, "en");
        refused(token, null, null);
        refused(bent, null, language);
    }

    @Test
    void a_token_passes_to_another_market_only_while_both_have_seen_the_same() {
        shelf.put(text("For all"));
        replica.sync();
        var worlds = String.valueOf(replica.token());
        var french = given().queryParam("since", worlds)
                .queryParam("market", "FR")
                .queryParam("language", language)
                .get("/v1/quotes/changes")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("next");

        shelf.put(Shelf.text("Not in Germany", language, List.of(), List.of("DE")));
        var since = given().queryParam("since", french)
                .queryParam("market", "FR")
                .queryParam("language", language)
                .get("/v1/quotes/changes")
                .then()
                .statusCode(200);
        assertThat(since.extract().<List<String>>path("upserts.title")).containsExactly("Not in Germany");
        replica.sync();

        refused(since.extract().path("next"), "DE", language);
        refused(String.valueOf(replica.token()), "FR", language);
        given().queryParam("since", worlds)
                .queryParam("market", "DE")
                .queryParam("language", language)
                .get("/v1/quotes/changes")
                .then()
                .statusCode(200);
    }

    private static void refused(String token, @Nullable String market, @Nullable String language) {
        var request = given().queryParam("since", token);
        if (market != null) {
            request.queryParam("market", market);
        }
        if (language != null) {
            request.queryParam("language", language);
        }
        request.get("/v1/quotes/changes").then().statusCode(400).body("code", equalTo("bad_sync_token"));
    }

    @Test
    void what_is_gone_is_remembered_for_ninety_days_and_older_copies_start_again() {
        var gone = shelf.put(text("Gone"));
        replica.sync();
        var behind = String.valueOf(replica.token());
        shelf.withdraw(gone);
        var ahead = new Replica(null, language).sync();

        clock.advance(TidyChanges.KEPT.minusHours(1));
        tidy.run();
        replica.ask(100).then().statusCode(200).body("deletes", equalTo(List.of(gone.toString())));

        clock.advance(Duration.ofHours(2));
        tidy.run();
        given().queryParam("since", behind)
                .queryParam("language", language)
                .get("/v1/quotes/changes")
                .then()
                .statusCode(410)
                .body("code", equalTo("sync_token_expired"));
        ahead.ask(100).then().statusCode(200);
        assertThat(new Replica(null, language).sync(1).ask(100).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_from_a_database_that_was_put_back_starts_again() {
        var ahead = tokens.seal(new SyncTokens.Mark(changes.newest() + 1_000_000, 0, Market.WORLD), language);

        given().queryParam("since", ahead)
                .queryParam("language", language)
                .get("/v1/quotes/changes")
                .then()
                .statusCode(410);
    }

    /** By its own clock it would not show the quote yet, and it is never told again. */
    @Test
    void a_process_whose_clock_is_behind_tells_what_the_others_saw() {
        var late = Clock.offset(clock, Duration.ofMinutes(-20));
        var feed = new ChangeFeed(changes, quotes, catalog, brokenRows, tokens, late);
        var id = shelf.put(text("Just now"));

        var told = feed.since(null, Market.WORLD, language, 10);

        assertThat(told.upserts()).extracting(quote -> quote.id().value()).containsExactly(id);
    }

    @Test
    void a_quote_that_cannot_be_read_is_taken_out_of_copies() {
        var broken = shelf.put(text("Broken"));
        shelf.put(text("Whole"));
        replica.sync();

        sql.update("update quotes.quote set published_at = '-infinity' where id = ?", broken);
        shelf.tellAgain(broken);

        assertThat(replica.sync().quotes()).hasSize(1).doesNotContainKey(broken.toString());
    }

    @Test
    void what_was_published_past_the_changes_is_told_by_the_tidying() {
        var id = shelf.put(text("Untold"));
        sql.update("delete from quotes.change where quote_id = ?", id);
        replica.sync();
        assertThat(replica.quotes()).isEmpty();

        tidy.run();

        assertThat(replica.sync().quotes()).containsOnlyKeys(id.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "market=de", "market=ZZ", "language=_"})
    void out_of_bounds_is_malformed(String query) {
        given().get("/v1/quotes/changes?" + query).then().statusCode(400);
    }

    private QuoteText text(String title) {
        return Shelf.text(title, language, List.of(), List.of());
    }

    @Test
    void a_page_is_read_with_the_same_statements_however_long_it_is() {
        for (var i = 0; i < 30; i++) {
            shelf.put(text("Many " + i));
        }

        assertThat(statements(2)).isEqualTo(statements(30));
    }

    private int statements(int limit) {
        var request = "changes-" + UUID.randomUUID();
        given().header("X-Request-ID", request)
                .queryParam("language", language)
                .queryParam("limit", limit)
                .get("/v1/quotes/changes")
                .then()
                .statusCode(200);
        return counted.statementsOf(request);
    }
}
