package io.overdub.dubs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DubHttpTest {

    @Inject
    World world;

    @Inject
    DubRepository dubs;

    @Inject
    RecountLikes recount;

    @Test
    void each_visibility_shows_to_the_right_people_in_every_list() {
        var author = world.person("author");
        var follower = world.person("follower");
        var stranger = world.person("stranger");
        var blocked = world.person("blocked");
        follower.follows(author);
        author.blocks(blocked);
        var quote = world.quote("Who may see it");
        var open = author.publishes(quote, "", "public");
        var close = author.publishes(quote, "", "followers");
        var secret = author.publishes(quote, "", "private");
        world.settle();

        assertSees(author, author, List.of(secret, close, open));
        assertSees(follower, author, List.of(close, open));
        assertSees(stranger, author, List.of(open));
        assertThat(author.pages("/v1/me/dubs", "items.id")).containsExactly(secret, close, open);
        assertThat(follower.home()).containsExactly(close, open);
        assertThat(stranger.home()).isEmpty();
        given().get("/v1/accounts/" + author.id() + "/dubs")
                .then()
                .statusCode(200)
                .body("items.id", contains(open));
        given().get("/v1/dubs/" + open).then().statusCode(200);
        given().get("/v1/dubs/" + close).then().statusCode(404).body("code", equalTo("dub_not_found"));
        given().get("/v1/dubs/" + secret).then().statusCode(404);
        for (var dub : List.of(open, close, secret)) {
            blocked.gets("/v1/dubs/" + dub).then().statusCode(404).body("code", equalTo("dub_not_found"));
            blocked.request().put("/v1/dubs/" + dub + "/like").then().statusCode(404);
        }
        blocked.gets("/v1/accounts/" + author.id() + "/dubs").then().statusCode(404);
    }

    private static void assertSees(Person viewer, Person author, List<String> expected) {
        assertThat(viewer.pages("/v1/accounts/" + author.id() + "/dubs", "items.id"))
                .containsExactlyElementsOf(expected);
        for (var dub : expected) {
            viewer.gets("/v1/dubs/" + dub).then().statusCode(200);
        }
    }

    @Test
    void a_private_dub_that_is_opened_up_reaches_followers() {
        var author = world.person("author");
        var follower = world.person("follower");
        follower.follows(author);
        var dub = author.publishes(world.quote("Later"), "", "private");
        world.settle();
        assertThat(follower.home()).isEmpty();

        author.request()
                .body(Map.of("visibility", "followers"))
                .patch("/v1/dubs/" + dub)
                .then()
                .statusCode(200);
        world.settle();
        assertThat(follower.home()).containsExactly(dub);

        author.request()
                .body(Map.of("visibility", "private"))
                .patch("/v1/dubs/" + dub)
                .then()
                .statusCode(200);
        assertThat(follower.home()).isEmpty();
    }

    /** What looks like one character counts as one, as a JSON schema counts. */
    @Test
    void a_caption_has_300_characters_whatever_they_are_made_of() {
        var author = world.person("author");
        var quote = world.quote("Counted");
        var longest = "💥".repeat(300);

        var dub = author.publishes(quote, longest, "public");
        author.gets("/v1/dubs/" + dub).then().body("caption", equalTo(longest));
        author.request()
                .body(Map.of("caption", longest + "x"))
                .patch("/v1/dubs/" + dub)
                .then()
                .statusCode(422)
                .body("faults.field", contains("caption"));
        author.tries(quote, author.uploads(DemoMedia.VIDEO), "x".repeat(301), "public")
                .then()
                .statusCode(422)
                .body("faults.field", contains("caption"));
    }

    @Test
    void authors_edit_and_delete_and_nobody_else_does() {
        var author = world.person("author");
        var other = world.person("other");
        var dub = author.publishes(world.quote("Mine"), "before #one", "public");
        var path = "/v1/dubs/" + dub;

        other.request()
                .body(Map.of("caption", "hijacked"))
                .patch(path)
                .then()
                .statusCode(403)
                .body("code", equalTo("not_your_dub"));
        other.request().delete(path).then().statusCode(403);
        author.request()
                .body(Map.of("caption", "after #two"))
                .patch(path)
                .then()
                .statusCode(200)
                .body("caption", equalTo("after #two"))
                .body("tags", contains("two"))
                .body("visibility", equalTo("public"));
        author.request().delete(path).then().statusCode(204);

        author.gets(path).then().statusCode(404);
        author.gets("/v1/me/dubs").then().body("items", empty());
        author.request().delete(path).then().statusCode(404);
    }

    @Test
    void an_edit_on_top_of_an_unseen_edit_is_refused() {
        var author = world.person("author");
        var path = "/v1/dubs/" + author.publishes(world.quote("Twice"));
        var seen = author.gets(path).header("ETag");
        author.request()
                .header("If-Match", seen)
                .body(Map.of("caption", "first"))
                .patch(path)
                .then()
                .statusCode(200);

        author.request()
                .header("If-Match", seen)
                .body(Map.of("caption", "second"))
                .patch(path)
                .then()
                .statusCode(412)
                .body("code", equalTo("precondition_failed"));

        author.gets(path).then().body("caption", equalTo("first"));
    }

    @Test
    void a_like_changes_what_is_seen_and_does_not_refuse_an_edit() {
        var author = world.person("author");
        var dub = author.publishes(world.quote("Liked"));
        var path = "/v1/dubs/" + dub;
        var seen = author.gets(path).header("ETag");

        world.person("fan").likes(dub);
        world.settle();

        author.request()
                .header("If-None-Match", seen)
                .get(path)
                .then()
                .statusCode(200)
                .body("likes", equalTo(1));
        author.request()
                .header("If-Match", seen)
                .body(Map.of("caption", "thank you"))
                .patch(path)
                .then()
                .statusCode(200);
    }

    @Test
    void a_film_becomes_one_dub() {
        var author = world.person("author");
        var quote = world.quote("Once");
        var upload = author.uploads(DemoMedia.VIDEO);
        author.tries(quote, upload, "", "public").then().statusCode(201);

        author.tries(quote, upload, "again", "public")
                .then()
                .statusCode(409)
                .body("code", equalTo("upload_already_used"));

        assertThat(author.pages("/v1/me/dubs", "items.id")).hasSize(1);
    }

    @Test
    void a_repeated_publish_with_its_key_gives_the_first_answer() throws Exception {
        var author = world.person("author");
        var quote = world.quote("Key");
        var draft = Map.of("upload_id", author.uploads(DemoMedia.VIDEO), "quote_id", quote);
        var key = UUID.randomUUID().toString();

        var answers = atOnce(
                8,
                () -> author.request()
                        .header("Idempotency-Key", key)
                        .body(draft)
                        .post("/v1/dubs")
                        .then()
                        .extract()
                        .response());
        var again = author.request().header("Idempotency-Key", key).body(draft).post("/v1/dubs");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409));
        assertThat(author.pages("/v1/me/dubs", "items.id")).containsExactly(again.<String>path("id"));
    }

    @Test
    void strangers_films_and_unknown_things_are_not_found() {
        var author = world.person("author");
        var thief = world.person("thief");
        var quote = world.quote("Not yours");
        var upload = author.uploads(DemoMedia.VIDEO);
        var nowhere = "0190a000-0000-7000-8000-000000000000";

        thief.tries(quote, upload, "", "public").then().statusCode(404).body("code", equalTo("upload_not_found"));
        author.tries(nowhere, upload, "", "public").then().statusCode(404).body("code", equalTo("quote_not_found"));
        author.tries(quote, nowhere, "", "public").then().statusCode(404).body("code", equalTo("upload_not_found"));
        author.tries(quote, author.uploads(DemoMedia.SOUND), "", "public")
                .then()
                .statusCode(422)
                .body("code", equalTo("wrong_upload_kind"));
        author.tries(quote, upload, "x".repeat(301), "public")
                .then()
                .statusCode(422)
                .body("faults[0].field", equalTo("caption"));
        author.tries(quote, upload, "", "everyone")
                .then()
                .statusCode(400)
                .body("faults[0].field", equalTo("visibility"));
    }

    @Test
    void a_withdrawn_quote_takes_no_new_dubs_and_leaves_old_ones_their_credit() {
        var author = world.person("author");
        var quote = world.quote("Gone soon");
        var dub = author.publishes(quote);
        world.staff("editor").request().delete("/v1/quotes/" + quote).then().statusCode(204);

        author.tries(quote, author.uploads(DemoMedia.VIDEO), "", "public")
                .then()
                .statusCode(409)
                .body("code", equalTo("quote_withdrawn"));

        author.gets("/v1/quotes/" + quote).then().statusCode(404);
        author.gets("/v1/dubs/" + dub)
                .then()
                .statusCode(200)
                .body("quote", nullValue())
                .body("attribution.title", equalTo("Gone soon"));
    }

    /** Its sound could not be had there in any other way either; the credit stays, for the film plays on. */
    @Test
    void a_dub_shows_its_quote_only_where_the_quote_may_be_shown() {
        var editor = world.staff("editor");
        var quote = world.quote("Not in Germany");
        var author = world.person("author");
        var dub = author.publishes(quote);
        var german = world.person("german");
        german.follows(author);
        world.settle();
        german.gets("/v1/dubs/" + dub).then().body("quote.id", equalTo(quote));

        change(editor, quote, Map.of("blocked_markets", List.of("DE")));

        for (var viewer : List.of(german, author, world.guest())) {
            viewer.gets("/v1/dubs/" + dub)
                    .then()
                    .statusCode(200)
                    .body("quote", nullValue())
                    .body("attribution.title", equalTo("Not in Germany"));
        }
        given().get("/v1/dubs/" + dub).then().statusCode(200).body("quote", nullValue());
        german.gets("/v1/feeds/home")
                .then()
                .body("items[0].dub.id", equalTo(dub))
                .body("items[0].dub.quote", nullValue());
        german.request().body(Map.of("country", "FR")).patch("/v1/me").then().statusCode(200);
        german.gets("/v1/dubs/" + dub).then().body("quote.id", equalTo(quote));
        german.gets("/v1/feeds/home").then().body("items[0].dub.quote.id", equalTo(quote));

        change(editor, quote, Map.of("blocked_markets", List.of(), "markets", List.of("DE")));
        german.gets("/v1/dubs/" + dub).then().body("quote", nullValue());
        author.gets("/v1/dubs/" + dub).then().body("quote.id", equalTo(quote));
    }

    private static void change(Person editor, String quote, Map<String, ?> change) {
        editor.request().body(change).patch("/v1/quotes/" + quote).then().statusCode(200);
    }

    @Test
    void liking_twice_counts_once_and_so_does_a_crowd() throws Exception {
        var author = world.person("author");
        var fan = world.person("fan");
        var dub = author.publishes(world.quote("Liked"));

        atOnce(16, () -> {
            fan.likes(dub);
            return author.request().put("/v1/dubs/" + dub + "/like").statusCode();
        });

        fan.gets("/v1/dubs/" + dub).then().body("likes", is(2)).body("liked", is(true));
        fan.request().delete("/v1/dubs/" + dub + "/like").then().statusCode(204);
        fan.request().delete("/v1/dubs/" + dub + "/like").then().statusCode(204);
        fan.gets("/v1/dubs/" + dub).then().body("likes", is(1)).body("liked", is(false));
    }

    @Test
    void a_counter_that_drifted_is_mended() {
        var author = world.person("author");
        var dub = author.publishes(world.quote("Drift"));
        author.likes(dub);
        drift(dub);
        author.gets("/v1/dubs/" + dub).then().body("likes", is(42));

        recount.run();

        author.gets("/v1/dubs/" + dub).then().body("likes", is(1));
    }

    @Transactional
    void drift(String dub) {
        dubs.getEntityManager()
                .createNativeQuery("update dubs.dub set likes = 42 where id = ?1")
                .setParameter(1, UUID.fromString(dub))
                .executeUpdate();
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
