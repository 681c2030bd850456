package io.overdub.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.FlakySql;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Pages;
import io.overdub.world.Person;
import io.overdub.world.Vandal;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RankingAdminHttpTest {

    @Inject
    World world;

    @Inject
    FormulaBook book;

    @Inject
    Formulas formulas;

    @Inject
    DataSource database;

    @Inject
    Vandal vandal;

    @Inject
    BrokenRows brokenRows;

    @Inject
    ObjectMapper json;

    @Inject
    Pages pages;

    @Inject
    Ids ids;

    @Test
    void the_first_formula_comes_with_the_program_and_ranks() {
        var analyst = world.staff("analyst");

        analyst.gets("/v1/admin/ranking").then().statusCode(200).body("items.name", hasItem("for-you"));
        // Other tests have saved more, maybe pages of them.
        assertThat(analyst.pages("/v1/admin/ranking/for-you", "items.version")).contains("1");
        assertThat(analyst.pages("/v1/admin/ranking/for-you", "items.live")).containsOnlyOnce("true");
        assertThat(formulas.live("for-you")).isPresent();
        book.live().stream()
                .filter(version -> version.name().equals("for-you"))
                .forEach(version -> Trial.pass(Ranker.of("stored", 1, version.formula())));
    }

    @Test
    void features_say_what_they_mean() {
        world.staff("analyst")
                .gets("/v1/admin/ranking/features")
                .then()
                .statusCode(200)
                .body("items.name", hasItem("affinity"))
                .body("items.find { it.name == 'affinity' }.personal", equalTo(true))
                .body("items.find { it.name == 'affinity' }.description", notNullValue())
                .body("items.find { it.name == 'time' }.needs_default", equalTo(false));
    }

    @Test
    void a_saved_version_ranks_at_once_and_the_one_before_comes_back_with_one_call() {
        var admin = world.admin();
        var name = name();

        saves(admin, name, "likes ^ 0.5", Map.of("likes", 1))
                .statusCode(200)
                .body("version", equalTo(1))
                .body("live", equalTo(true))
                .body("author", equalTo(admin.id()))
                .body("note", equalTo("because"));
        assertThat(formulas.live(name).orElseThrow().version()).isEqualTo(1);
        saves(admin, name, "likes", Map.of("likes", 1)).statusCode(200).body("version", equalTo(2));
        assertThat(formulas.live(name).orElseThrow().version()).isEqualTo(2);

        for (var again = 0; again < 2; again++) {
            admin.request()
                    .body(Map.of("version", 1))
                    .post("/v1/admin/ranking/" + name + "/restore")
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(1))
                    .body("live", equalTo(true))
                    .body("formula.score", equalTo("likes ^ 0.5"));
        }
        assertThat(formulas.live(name).orElseThrow().version()).isEqualTo(1);
        admin.gets("/v1/admin/ranking/" + name).then().body("items.version", equalTo(List.of(2, 1)));
    }

    @Test
    void a_live_version_that_cannot_be_read_any_more_gives_way_to_the_next() {
        var admin = world.admin();
        var name = name();
        saves(admin, name, "1", Map.of()).statusCode(200);

        try (var damage =
                vandal.does(new Vandal.Idea("ranking.formula", "body", "'7'::jsonb"), "name = '" + name + "'")) {
            assertThat(damage.holds()).isEqualTo("7");
            restores(admin, name, 1).statusCode(404).body("code", equalTo("formula_not_found"));
        }
        try (var damage = vandal.does(
                new Vandal.Idea("ranking.formula", "note", "repeat('x', 100000)"),
                "name = '" + name + "' and version = 1")) {
            assertThat(damage.holds()).hasSize(100_000);
            saves(admin, name, "2", Map.of()).statusCode(200).body("version", equalTo(2));
        }
        assertThat(formulas.live(name).orElseThrow().version()).isEqualTo(2);
    }

    private static ValidatableResponse restores(Person admin, String name, int version) {
        return admin.request()
                .body(Map.of("version", version))
                .post("/v1/admin/ranking/" + name + "/restore")
                .then();
    }

    @Test
    void the_same_formula_twice_is_one_version() {
        var admin = world.admin();
        var name = name();

        saves(admin, name, "1", Map.of()).statusCode(200).body("version", equalTo(1));
        saves(admin, name, "1", Map.of()).statusCode(200).body("version", equalTo(1));
    }

    @Test
    void many_who_save_at_the_same_moment_get_versions_of_their_own() {
        var admin = world.admin();
        var name = name();

        var saves = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> saves(admin, name, "likes + " + i, Map.of("likes", 1))
                                .statusCode(200)
                                .extract()
                                .<Integer>path("version")))
                .toList();

        assertThat(saves.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        admin.gets("/v1/admin/ranking/" + name).then().body("items.findAll { it.live }.version", equalTo(List.of(8)));
    }

    /** Another instance is what another process has. */
    @Test
    void another_process_ranks_by_a_saved_formula_within_five_seconds() {
        var admin = world.admin();
        var name = name();
        var elsewhere = new Formulas(book, world.clock());
        saves(admin, name, "1", Map.of()).statusCode(200);
        assertThat(elsewhere.live(name).orElseThrow().version()).isEqualTo(1);

        saves(admin, name, "2", Map.of()).statusCode(200);
        world.clock().advance(Duration.ofSeconds(2));

        assertThat(elsewhere.live(name).orElseThrow().version()).isEqualTo(2);
        assertThat(elsewhere.live(name).orElseThrow().score(Ranker.absent())).isEqualTo(2);
    }

    @Test
    void while_the_database_is_away_the_last_good_formula_goes_on() {
        var admin = world.admin();
        var name = name();
        saves(admin, name, "1", Map.of()).statusCode(200);
        var flaky = new FlakySql(database, brokenRows);
        var elsewhere = new Formulas(
                new FormulaBook(new FormulaRepository(flaky.sql(), json), pages, ids, world.clock()), world.clock());
        assertThat(elsewhere.live(name).orElseThrow().version()).isEqualTo(1);
        saves(admin, name, "2", Map.of()).statusCode(200);

        flaky.goAway();
        world.clock().advance(Duration.ofSeconds(60));
        assertThat(elsewhere.live(name).orElseThrow().version()).isEqualTo(1);
        flaky.comeBack();
        world.clock().advance(Duration.ofSeconds(2));
        assertThat(elsewhere.live(name).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void a_stored_formula_that_this_release_cannot_run_leaves_the_one_before() throws SQLException {
        var name = name();
        saves(world.admin(), name, "1", Map.of()).statusCode(200);
        assertThat(formulas.live(name).orElseThrow().version()).isEqualTo(1);

        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("insert into ranking.formula (id, name, version, body, note, created_at) values ('"
                    + UUID.randomUUID() + "', '" + name + "', 2,"
                    + " '{\"score\": \"of_the_future\", \"defaults\": {\"of_the_future\": 1}}', '', now())");
            statement.executeUpdate("update ranking.live set version = 2 where name = '" + name + "'");
        }
        world.clock().advance(Duration.ofSeconds(2));

        assertThat(formulas.live(name).orElseThrow().version()).isEqualTo(1);
        assertThat(formulas.live("for-you")).isPresent();
    }

    @Test
    void a_version_that_this_release_cannot_run_is_not_restored() throws SQLException {
        var admin = world.admin();
        var name = name();
        saves(admin, name, "1", Map.of()).statusCode(200);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("insert into ranking.formula (id, name, version, body, note, created_at) values ('"
                    + UUID.randomUUID() + "', '" + name + "', 2,"
                    + " '{\"score\": \"of_the_past\", \"defaults\": {\"of_the_past\": 1}}', '', now())");
        }

        admin.request()
                .body(Map.of("version", 2))
                .post("/v1/admin/ranking/" + name + "/restore")
                .then()
                .statusCode(422)
                .body("code", equalTo("formula_refused"))
                .body("faults.message", hasItem(containsString("of_the_past")));

        admin.gets("/v1/admin/ranking/" + name).then().body("items.findAll { it.live }.version", equalTo(List.of(1)));
    }

    @Test
    void what_cannot_rank_is_refused_and_changes_nothing() {
        var admin = world.admin();
        var name = name();
        saves(admin, name, "1", Map.of()).statusCode(200);

        refuses(admin, name, "likes", Map.of(), "defaults.likes", "is missing");
        refuses(admin, name, "1 / likes", Map.of("likes", 1), "score", "Infinity for likes = 0");
        refuses(admin, name, "1 +", Map.of(), "score", "at 4:");
        refuses(admin, name, "applause", Map.of("applause", 1), "score", "no feature is called");
        refuses(admin, name, "(".repeat(900) + "1" + ")".repeat(900), Map.of(), "score", "deep");
        refuses(admin, name, "1" + "+1".repeat(1_500), Map.of(), "score", "at most 2000 characters");
        refuses(admin, name, "likes ^ likes ^ likes", Map.of("likes", 1), "score", "Infinity");
        admin.request()
                .body(Map.of("formula", Map.of("score", "f(time)", "functions", Map.of("f", Map.of("base", "x")))))
                .put("/v1/admin/ranking/" + name)
                .then()
                .statusCode(422)
                .body("faults.field", hasItem("functions.f.base"));

        admin.gets("/v1/admin/ranking/" + name).then().body("items", hasSize(1));
    }

    @Test
    void bodies_of_the_wrong_form_are_said_to_be() {
        var admin = world.admin();

        for (var body : List.of(
                "{}",
                "{\"formula\":null}",
                "{\"formula\":{}}",
                "{\"formula\":{\"score\":7}}",
                "{\"formula\":{\"score\":\"1\",\"defaults\":{\"likes\":null}}}",
                "{\"formula\":{\"score\":\"1\",\"defaults\":[]}}",
                "{\"formula\":{\"score\":\"1\",\"functions\":{\"f\":null}}}",
                "{\"formula\":{\"score\":\"1\",\"functions\":{\"f\":{\"base\":null}}}}",
                "{\"formula\":{\"score\":\"1\"},\"note\":\"" + "x".repeat(501) + "\"}")) {
            var status = admin.request()
                    .body(body)
                    .put("/v1/admin/ranking/" + name())
                    .statusCode();
            assertThat(status).as(body).isIn(400, 422);
        }
        admin.request()
                .body(Map.of("formula", Map.of("score", "1")))
                .put("/v1/admin/ranking/Not_A_Name")
                .then()
                .statusCode(400);
    }

    @Test
    void what_is_not_there_is_not_found() {
        var admin = world.admin();

        admin.gets("/v1/admin/ranking/" + name()).then().statusCode(404).body("code", equalTo("formula_not_found"));
        admin.request()
                .body(Map.of("version", 4_711))
                .post("/v1/admin/ranking/for-you/restore")
                .then()
                .statusCode(404)
                .body("code", equalTo("formula_not_found"));
    }

    private void refuses(
            Person admin, String name, String score, Map<String, Integer> defaults, String field, String message) {
        saves(admin, name, score, defaults)
                .statusCode(422)
                .body("code", equalTo("formula_refused"))
                .body("faults.field", hasItem(field))
                .body("faults.message", hasItem(containsString(message)));
    }

    private static ValidatableResponse saves(Person admin, String name, String score, Map<String, Integer> defaults) {
        return admin.request()
                .body(Map.of("formula", Map.of("score", score, "defaults", defaults), "note", "because"))
                .put("/v1/admin/ranking/" + name)
                .then();
    }

    private static String name() {
        return "test-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
