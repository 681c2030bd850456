package io.overdub.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.FlakySql;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Sql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RulesAdminHttpTest {

    @Inject
    World world;

    @Inject
    RulesLedger ledger;

    @Inject
    DataSource database;

    @Inject
    BrokenRows brokenRows;

    @Inject
    Sql sql;

    @Inject
    ObjectMapper json;

    @Inject
    Pages pages;

    @Inject
    Ids ids;

    /** Another instance is what another process has. */
    @Test
    void saved_rules_hold_at_once_elsewhere_within_five_seconds_and_the_ones_before_come_back() {
        var word = word();
        var first = world.quote(word);
        var second = world.quote(word + " and more");
        var withdrawn = world.quote("Gone");
        world.staff("editor").request().delete("/v1/quotes/" + withdrawn).then().statusCode(204);
        world.settle();
        var admin = world.admin();
        var elsewhere = new RulesInForce(ledger, world.clock());
        var before = admin.gets("/v1/admin/search/rules")
                .then()
                .statusCode(200)
                .body("live", equalTo(true))
                .extract()
                .<Integer>path("version");
        assertThat(found(word)).containsExactly(first, second);
        var held = elsewhere.now();

        var rules = Map.of(
                "pins",
                List.of(
                        Map.of(
                                "query",
                                word,
                                "hits",
                                List.of(
                                        hit("quote", withdrawn),
                                        hit("quote", second),
                                        hit("quote", UUID.randomUUID().toString()))),
                        Map.of("language", "de", "query", word, "hits", List.of(hit("quote", first)))));
        var saved = saves(admin, rules)
                .statusCode(200)
                .body("live", equalTo(true))
                .body("author", equalTo(admin.id()))
                .body("note", equalTo("because"))
                .body("rules.phrase", equalTo(0.8f))
                .extract()
                .<Integer>path("version");
        assertThat(saved).isGreaterThan(before);
        assertThat(found(word)).containsExactly(second, first);
        assertThat(found(word, "de-CH, de;q=0.9, en;q=0.8")).containsExactly(first, second);
        assertThat(found(word, "*;q=x, -, ;")).containsExactly(second, first);
        saves(admin, rules).statusCode(200).body("version", equalTo(saved));
        world.clock().advance(Duration.ofSeconds(2));
        assertThat(elsewhere.now()).isNotSameAs(held);

        for (var again = 0; again < 2; again++) {
            admin.request()
                    .body(Map.of("version", before))
                    .post("/v1/admin/search/rules/restore")
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(before))
                    .body("live", equalTo(true));
        }
        assertThat(found(word)).containsExactly(first, second);
        admin.gets("/v1/admin/search/rules/versions")
                .then()
                .body("items.version", hasItem(saved))
                .body("items.findAll { it.live }.version", equalTo(List.of(before)));
        admin.request()
                .body(Map.of("version", 999_999_999))
                .post("/v1/admin/search/rules/restore")
                .then()
                .statusCode(404)
                .body("code", equalTo("rules_not_found"));
    }

    @Test
    void rules_that_cannot_hold_are_refused_and_the_faults_named() {
        var admin = world.admin();

        saves(
                        admin,
                        Map.of(
                                "weights", Map.of("quote", Map.of("fields", Map.of("titel", 1.0))),
                                "formulas", Map.of("dub", Map.of("score", "text + likes"))))
                .statusCode(422)
                .body("code", equalTo("rules_refused"))
                .body("faults.field", equalTo(List.of("weights.quote.fields", "formulas.dub.score")));
        saves(admin, Map.of("phrase", -1.0)).statusCode(422).body("faults.field", hasItem("rules.phrase"));
        saves(admin, Map.of("weights", Map.of("songs", Map.of()))).statusCode(400);
        var many = IntStream.range(0, 501)
                .mapToObj(i -> Map.of("kind", "tag", "key", "t" + i))
                .toList();
        saves(admin, Map.of("hides", many)).statusCode(422).body("faults.field", hasItem("rules.hides"));
        saves(admin, Map.of("pins", List.of(Map.of("query", "q", "hits", List.of()))))
                .statusCode(422);
    }

    @Test
    void rules_of_before_go_on_while_the_database_is_away_and_where_new_ones_cannot_be_read() {
        var admin = world.admin();
        var live = admin.gets("/v1/admin/search/rules").<Integer>path("version");
        var flaky = new FlakySql(database, brokenRows);
        var elsewhere = new RulesInForce(
                new RulesLedger(new RulesRepository(flaky.sql(), json), pages, ids, world.clock()), world.clock());
        var held = elsewhere.now();

        flaky.goAway();
        world.clock().advance(Duration.ofSeconds(60));
        assertThat(elsewhere.now()).isSameAs(held);
        flaky.comeBack();
        for (var unknown : List.of("{\"weights\": {\"song\": {}}}", "{\"synonyms\": [{\"words\": [\"alone\"]}]}")) {
            var version = sql.one("select max(version) + 1 from search.rules", row -> row.getInt(1));
            sql.update(
                    "insert into search.rules (id, version, body, note, created_at) values (?, ?, ?::jsonb, '', now())",
                    ids.next(),
                    version,
                    unknown);
            sql.update("update search.rules_live set version = ?", version);
            world.clock().advance(Duration.ofSeconds(2));
            assertThat(elsewhere.now()).isSameAs(held);
            given().get("/v1/search?q=anything").then().statusCode(200);
        }
        admin.request()
                .body(Map.of("version", live))
                .post("/v1/admin/search/rules/restore")
                .then()
                .statusCode(200);
    }

    @Test
    void many_who_save_at_the_same_moment_get_versions_of_their_own() {
        var admin = world.admin();
        var live = admin.gets("/v1/admin/search/rules").<Integer>path("version");

        var saves = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> saves(
                                admin, Map.of("stop_words", List.of(Map.of("words", List.of("unheard" + i)))))
                        .statusCode(200)
                        .extract()
                        .<Integer>path("version")))
                .toList();

        assertThat(saves.stream().map(CompletableFuture::join)).hasSize(6).doesNotHaveDuplicates();
        admin.request()
                .body(Map.of("version", live))
                .post("/v1/admin/search/rules/restore")
                .then()
                .statusCode(200);
    }

    @Test
    void a_preview_shows_both_sides_with_their_scores_and_changes_nothing() {
        var word = word();
        var first = world.quote(word);
        var second = world.quote(word + " and more");
        var other = word();
        var third = world.quote("So " + other);
        world.settle();
        var version = world.admin().gets("/v1/admin/search/rules").<Integer>path("version");

        world.staff("analyst")
                .request()
                .body(Map.of(
                        "query",
                        word,
                        "kinds",
                        List.of("quote"),
                        "rules",
                        Map.of(
                                "whole_title",
                                0.0,
                                "hides",
                                List.of(hit("quote", first)),
                                "synonyms",
                                List.of(Map.of("words", List.of(word, other))),
                                "formulas",
                                Map.of("quote", Map.of("score", "2 * text")))))
                .post("/v1/admin/search/preview")
                .then()
                .statusCode(200)
                .body("today.item.quote.id", equalTo(List.of(first, second)))
                .body("today[0].parts.whole_title", equalTo(1.2f))
                .body("draft.item.quote.id", equalTo(List.of(second, third)))
                .body("draft.pinned", equalTo(List.of(false, false)))
                .body("draft[1].item.highlights[0].marks[0].start", equalTo(3))
                .body("draft[1].item.highlights[0].marks[0].length", equalTo(other.length()))
                .body("draft[0].parts.keySet()", hasItem("typed"))
                .body("overlap_at10", equalTo(0.5f));

        assertThat(found(word)).containsExactly(first, second);
        world.admin().gets("/v1/admin/search/rules").then().body("version", equalTo(version));
    }

    private static Map<String, String> hit(String kind, String key) {
        return Map.of("kind", kind, "key", key);
    }

    private static ValidatableResponse saves(Person admin, Map<String, ?> rules) {
        return admin.request()
                .body(Map.of("rules", rules, "note", "because"))
                .put("/v1/admin/search/rules")
                .then();
    }

    private static List<String> found(String query) {
        return found(query, "en");
    }

    private static List<String> found(String query, String language) {
        return given().header("Accept-Language", language)
                .queryParam("q", query)
                .queryParam("in", "quotes")
                .get("/v1/search")
                .then()
                .statusCode(200)
                .extract()
                .path("items.quote.id");
    }

    private static String word() {
        return "r" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "zz"
                + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    }
}
