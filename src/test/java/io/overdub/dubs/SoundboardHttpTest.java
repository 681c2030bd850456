package io.overdub.dubs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SoundboardHttpTest {

    @Inject
    World world;

    @Test
    void quotes_stand_on_a_board_in_the_order_of_its_owner() {
        var owner = world.person("owner");
        var board = opens(owner, "Best of 🎬", "public");
        var quotes = new ArrayList<String>();
        for (var title : List.of("One", "Two", "Three")) {
            var quote = world.quote(title);
            adds(owner, board, quote);
            quotes.add(quote);
        }
        // Adding again does nothing, and moves nothing.
        adds(owner, board, quotes.get(0));
        assertThat(owner.pages(board + "/items?limit=2", "items.quote.id")).containsExactlyElementsOf(quotes);

        Collections.reverse(quotes);
        for (var time = 0; time < 2; time++) {
            arranges(owner, board, quotes).then().statusCode(200).body("size", equalTo(3));
            assertThat(owner.pages(board + "/items?limit=1", "items.quote.id")).containsExactlyElementsOf(quotes);
        }

        var gone = quotes.remove(1);
        for (var time = 0; time < 2; time++) {
            owner.request().delete(board + "/items/" + gone).then().statusCode(204);
        }
        given().get(board).then().statusCode(200).body("size", equalTo(2)).body("title", equalTo("Best of 🎬"));
        assertThat(owner.pages(board + "/items", "items.quote.id")).containsExactlyElementsOf(quotes);
    }

    @Test
    void a_withdrawn_quote_leaves_its_place_on_the_board_and_comes_back_to_it() {
        var owner = world.person("owner");
        var editor = world.staff("editor");
        var board = opens(owner, "Board", "public");
        var one = world.quote("One");
        var two = world.quote("Two");
        adds(owner, board, one);
        adds(owner, board, two);

        editor.request().delete("/v1/quotes/" + one).then().statusCode(204);
        given().get(board + "/items")
                .then()
                .statusCode(200)
                .body("items.quote_id", contains(one, two))
                .body("items.available", contains(false, true))
                .body("items.quote.id", contains(two));
        // What is not available can be moved, but not be put on anew.
        arranges(owner, board, List.of(two, one)).then().statusCode(200);
        owner.request().delete(board + "/items/" + one).then().statusCode(204);
        owner.request().put(board + "/items/" + one).then().statusCode(404);
        arranges(owner, board, List.of(two, one))
                .then()
                .statusCode(422)
                .body("code", equalTo("quote_not_found"))
                .body("faults.field", contains("quote_ids"));

        editor.request()
                .body(Map.of("rights", "declared"))
                .patch("/v1/quotes/" + one)
                .then()
                .statusCode(200);
        adds(owner, board, one);
        given().get(board + "/items").then().body("items.quote.id", contains(two, one));
    }

    @Test
    void a_private_board_is_not_there_for_others() {
        var owner = world.person("owner");
        var other = world.person("other");
        var hidden = opens(owner, "Mine", "private");
        var shown = opens(owner, "Ours", "public");

        other.gets(hidden).then().statusCode(404).body("code", equalTo("soundboard_not_found"));
        other.gets(hidden + "/items").then().statusCode(404);
        var profile = "/v1/accounts/" + owner.id() + "/soundboards";
        assertThat(other.pages(profile, "items.id")).containsExactly(idOf(shown));
        assertThat(owner.pages(profile + "?limit=1", "items.id")).containsExactly(idOf(shown), idOf(hidden));
        assertThat(owner.pages("/v1/me/soundboards", "items.id")).containsExactly(idOf(shown), idOf(hidden));

        owner.request()
                .body(Map.of("visibility", "public"))
                .patch(hidden)
                .then()
                .statusCode(200);
        other.gets(hidden).then().statusCode(200).body("title", equalTo("Mine"));
    }

    @Test
    void a_block_hides_boards_in_both_directions() {
        var owner = world.person("owner");
        var blocked = world.person("blocked");
        var board = opens(owner, "Board", "public");
        var theirs = opens(blocked, "Theirs", "public");
        blocked.gets(board).then().statusCode(200);

        owner.blocks(blocked);

        blocked.gets(board).then().statusCode(404).body("code", equalTo("soundboard_not_found"));
        blocked.gets(board + "/items").then().statusCode(404);
        blocked.gets("/v1/accounts/" + owner.id() + "/soundboards").then().statusCode(404);
        owner.gets(theirs).then().statusCode(404);
    }

    @Test
    void only_its_owner_changes_a_board() {
        var owner = world.person("owner");
        var other = world.person("other");
        var board = opens(owner, "Board", "public");
        var quote = world.quote("Quote");

        other.request().body(Map.of("title", "X")).patch(board).then().statusCode(404);
        other.request().put(board + "/items/" + quote).then().statusCode(404);
        arranges(other, board, List.of(quote)).then().statusCode(404);
        other.request().delete(board).then().statusCode(404);
        owner.request().delete(board).then().statusCode(204);
        owner.gets(board).then().statusCode(404);
        owner.gets("/v1/me/soundboards").then().body("items", empty());
    }

    @Test
    void titles_and_lists_have_limits() {
        var owner = world.person("owner");
        owner.request()
                .body(Map.of("title", "  "))
                .post("/v1/soundboards")
                .then()
                .statusCode(422);
        owner.request()
                .body(Map.of("title", "x".repeat(81)))
                .post("/v1/soundboards")
                .then()
                .statusCode(422);
        var board = opens(owner, "x".repeat(80), "private");
        owner.request().body(Map.of("title", " ")).patch(board).then().statusCode(422);

        var quote = world.quote("Twice");
        arranges(owner, board, List.of(quote, quote)).then().statusCode(422).body("code", equalTo("quote_repeated"));
        var many = Collections.nCopies(201, UUID.randomUUID().toString());
        arranges(owner, board, many).then().statusCode(422).body("faults.field", contains("quote_ids"));
        arranges(owner, board, List.of()).then().statusCode(200).body("size", equalTo(0));
    }

    @Test
    void the_hundredth_board_is_the_last_however_many_are_opened_at_once() throws Exception {
        var owner = world.person("owner");
        var openings = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 110; i++) {
            var draft = Map.of("title", "Board " + i);
            openings.add(
                    () -> owner.request().body(draft).post("/v1/soundboards").statusCode());
        }
        var statuses = new ArrayList<Integer>();
        var workers = Executors.newFixedThreadPool(10);
        for (var answer : workers.invokeAll(openings)) {
            statuses.add(answer.get());
        }
        workers.shutdown();

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(100);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(10);
        assertThat(owner.pages("/v1/me/soundboards?limit=50", "items.id")).hasSize(100);
    }

    @Test
    void quotes_that_are_added_at_once_are_all_there_once() throws Exception {
        var owner = world.person("owner");
        var board = opens(owner, "Board", "private");
        var quotes = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            quotes.add(world.quote("Number " + i));
        }
        var additions = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 20; i++) {
            var quote = quotes.get(i % quotes.size());
            additions.add(() -> owner.request().put(board + "/items/" + quote).statusCode());
        }
        var workers = Executors.newFixedThreadPool(10);
        for (var answer : workers.invokeAll(additions)) {
            assertThat(answer.get()).isEqualTo(204);
        }
        workers.shutdown();

        assertThat(owner.pages(board + "/items?limit=2", "items.quote_id")).containsExactlyInAnyOrderElementsOf(quotes);
    }

    @Test
    void who_arranges_a_board_that_changed_meanwhile_hears_it() {
        var owner = world.person("owner");
        var board = opens(owner, "Board", "private");
        var one = world.quote("One");
        var two = world.quote("Two");
        adds(owner, board, one);
        var seen = owner.gets(board).getHeader("ETag");
        adds(owner, board, two);

        owner.request()
                .header("If-Match", seen)
                .body(Map.of("quote_ids", List.of(one)))
                .put(board + "/items")
                .then()
                .statusCode(412);
        owner.gets(board + "/items").then().body("items", hasSize(2));
    }

    @Test
    void an_unknown_board_answers_with_a_problem() {
        var owner = world.person("owner");
        owner.gets("/v1/soundboards/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType(containsString("application/problem+json"));
        owner.gets("/v1/accounts/" + UUID.randomUUID() + "/soundboards").then().statusCode(404);
    }

    /** Its path. */
    private static String opens(Person owner, String title, String visibility) {
        return "/v1/soundboards/"
                + owner.request()
                        .body(Map.of("title", title, "visibility", visibility))
                        .post("/v1/soundboards")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    private static void adds(Person owner, String board, String quote) {
        owner.request().put(board + "/items/" + quote).then().statusCode(204);
    }

    private static Response arranges(Person owner, String board, List<String> quotes) {
        return owner.request().body(Map.of("quote_ids", quotes)).put(board + "/items");
    }

    private static String idOf(String board) {
        return board.substring(board.lastIndexOf('/') + 1);
    }
}
