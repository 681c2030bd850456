package io.overdub.dubs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.overdub.kernel.Sql;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CommentHttpTest {

    @Inject
    World world;

    @Inject
    Sql sql;

    @Inject
    DubRepository dubs;

    @Inject
    RecountComments recount;

    @Test
    void a_thread_that_is_full_takes_no_more_and_goes_at_once() {
        var author = world.person("author");
        var ada = world.person("ada");
        var dub = author.publishes(world.quote("Full"));
        var first = ada.comments(dub, "first");
        sql.update("""
                with added as (
                  insert into dubs.comment (id, dub_id, author_id, thread_id, reply_to, text, hidden, created_at)
                  select gen_random_uuid(), dub_id, author_id, id, id, 'reply ' || n, n %% 2 = 0, created_at
                  from dubs.comment, generate_series(1, %d) n where id = ?::uuid)
                update dubs.comment set replies = %d / 2 where id = ?::uuid""".formatted(CommentBook.MOST_REPLIES - 1, CommentBook.MOST_REPLIES), first, first);
        sql.update("update dubs.dub set comments = 1 + ? where id = ?::uuid", CommentBook.MOST_REPLIES / 2, dub);

        var last = ada.replies(dub, first, "the last");
        for (var answered : List.of(first, last)) {
            ada.says(dub, Map.of("text", "one more", "reply_to", answered))
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("thread_full"));
        }
        author.request().delete(comments(dub) + "/" + first).then().statusCode(204);
        world.settle();
        assertThat(author.gets(comments(dub)).jsonPath().getList("items")).isEmpty();
        assertThat(author.gets("/v1/dubs/" + dub).jsonPath().getInt("comments")).isZero();
    }

    @Test
    void people_talk_in_threads_one_level_deep() {
        var author = world.person("author");
        var ada = world.person("ada");
        var bob = world.person("bob");
        var dub = author.publishes(world.quote("Talk"));
        var first = ada.comments(dub, "  Früh \n dran ");
        var second = bob.comments(dub, "@" + ada.username() + " second");
        var reply = bob.replies(dub, first, "welcome");
        var deeper = ada.says(dub, Map.of("text", "thanks", "reply_to", reply));

        deeper.then()
                .statusCode(201)
                .body("thread_id", equalTo(first))
                .body("reply_to", equalTo(reply))
                .body("author.id", equalTo(ada.id()))
                .body("created_at", notNullValue());
        author.gets(comments(dub))
                .then()
                .statusCode(200)
                .body("items.id", contains(second, first))
                .body("items.text", contains("@" + ada.username() + " second", "Früh \n dran"))
                .body("items[1].replies", is(2))
                .body("items[1].thread_id", nullValue())
                .body("items[0].mentions.account_id", contains(ada.id()))
                .body("items[0].mentions.start", contains(0))
                .body("items[0].mentions.length", contains(ada.username().length() + 1))
                .body("next", nullValue());
        given().get(comments(dub) + "/" + first + "/replies")
                .then()
                .statusCode(200)
                .body("items.id", contains(reply, deeper.<String>path("id")));
        assertThat(ada.pages(comments(dub) + "?limit=1", "items.id")).containsExactly(second, first);
        assertThat(ada.pages(comments(dub) + "/" + first + "/replies?limit=1", "items.text"))
                .containsExactly("welcome", "thanks");
        ada.gets("/v1/dubs/" + dub).then().body("comments", is(4));
        ada.gets("/v1/me/dubs").then().body("items", empty());

        bob.request()
                .delete(comments(dub) + "/" + first)
                .then()
                .statusCode(403)
                .body("code", equalTo("not_your_comment"));
        ada.request().delete(comments(dub) + "/" + first).then().statusCode(204);
        ada.request().delete(comments(dub) + "/" + first).then().statusCode(404);
        ada.gets(comments(dub) + "/" + first + "/replies").then().statusCode(404);
        ada.gets("/v1/dubs/" + dub).then().body("comments", is(1));
        author.request().delete(comments(dub) + "/" + second).then().statusCode(204);
        author.gets(comments(dub)).then().body("items", empty());
        author.gets("/v1/dubs/" + dub).then().body("comments", is(0));
    }

    @Test
    void what_the_author_hides_only_they_and_its_writer_see() {
        var author = world.person("author");
        var ada = world.person("ada");
        var bob = world.person("bob");
        var dub = author.publishes(world.quote("Hide"));
        var shown = bob.comments(dub, "shown");
        var hidden = ada.comments(dub, "hidden");
        var reply = bob.replies(dub, hidden, "answer");
        author.request().put(one(dub, hidden) + "/pin").then().statusCode(204);
        bob.request().put(one(dub, hidden) + "/hide").then().statusCode(403).body("code", equalTo("not_your_dub"));

        author.request().put(one(dub, hidden) + "/hide").then().statusCode(204);
        author.request().put(one(dub, hidden) + "/hide").then().statusCode(204);

        for (var insider : List.of(author, ada)) {
            insider.gets(comments(dub))
                    .then()
                    .body("items.id", contains(hidden, shown))
                    .body("items.hidden", contains(true, false))
                    .body("items.pinned", contains(false, false));
            insider.gets(one(dub, hidden) + "/replies").then().statusCode(200).body("items.id", contains(reply));
        }
        bob.gets(comments(dub)).then().body("items.id", contains(shown));
        given().get(comments(dub)).then().body("items.id", contains(shown));
        bob.gets(one(dub, hidden) + "/replies").then().statusCode(404).body("code", equalTo("comment_not_found"));
        bob.request().put(one(dub, reply) + "/like").then().statusCode(404);
        bob.says(dub, Map.of("text", "again", "reply_to", hidden)).then().statusCode(404);
        bob.gets("/v1/dubs/" + dub).then().body("comments", is(1));
        author.request()
                .put(one(dub, hidden) + "/pin")
                .then()
                .statusCode(409)
                .body("code", equalTo("comment_not_pinnable"));
        ada.replies(dub, hidden, "to myself");
        bob.gets("/v1/dubs/" + dub).then().body("comments", is(1));

        author.request().delete(one(dub, hidden) + "/hide").then().statusCode(204);
        author.request().delete(one(dub, hidden) + "/hide").then().statusCode(204);
        bob.gets("/v1/dubs/" + dub).then().body("comments", is(4));
        author.request().put(one(dub, reply) + "/hide").then().statusCode(204);
        bob.gets("/v1/dubs/" + dub).then().body("comments", is(3));
        author.gets(comments(dub)).then().body("items[0].replies", is(1));
        author.request().delete(one(dub, reply)).then().statusCode(204);
        bob.gets("/v1/dubs/" + dub).then().body("comments", is(3));
        author.request().put(one(dub, hidden) + "/hide").then().statusCode(204);
        author.request().delete(one(dub, hidden)).then().statusCode(204);
        bob.gets("/v1/dubs/" + dub).then().body("comments", is(1));
        recount.run();
        bob.gets("/v1/dubs/" + dub).then().body("comments", is(1));
    }

    @Test
    void one_comment_stands_on_top_of_the_first_page() {
        var author = world.person("author");
        var dub = author.publishes(world.quote("Pin"));
        var old = author.comments(dub, "old");
        var middle = author.comments(dub, "middle");
        var young = author.comments(dub, "young");
        var reply = author.replies(dub, old, "reply");

        author.request().put(one(dub, old) + "/pin").then().statusCode(204);
        author.request().put(one(dub, middle) + "/pin").then().statusCode(204);
        author.request().put(one(dub, reply) + "/pin").then().statusCode(409);

        for (var limit = 1; limit <= 3; limit++) {
            assertThat(author.pages(comments(dub) + "?limit=" + limit, "items.id"))
                    .containsExactly(middle, young, old);
        }
        author.gets(comments(dub)).then().body("items.pinned", contains(true, false, false));
        author.request().delete(one(dub, old) + "/pin").then().statusCode(204);
        author.gets(comments(dub)).then().body("items.id", contains(middle, young, old));
        author.request().delete(one(dub, middle) + "/pin").then().statusCode(204);
        author.gets(comments(dub)).then().body("items.id", contains(young, middle, old));
    }

    @Test
    void people_do_not_read_whom_they_block_or_mute() {
        var author = world.person("author");
        var ada = world.person("ada");
        var bob = world.person("bob");
        var dub = author.publishes(world.quote("Blocks"));
        var byAda = ada.comments(dub, "hello @" + bob.username());
        var byBob = bob.comments(dub, "hello @" + ada.username());
        var reply = author.replies(dub, byBob, "hello both, @" + ada.username());

        ada.blocks(bob);

        ada.gets(comments(dub)).then().body("items.id", contains(byAda)).body("items[0].mentions", empty());
        bob.gets(comments(dub)).then().body("items.id", contains(byBob)).body("items[0].mentions", empty());
        bob.gets(one(dub, byBob) + "/replies").then().body("items[0].mentions", empty());
        ada.request().put(one(dub, byBob) + "/like").then().statusCode(404);
        ada.request().put(one(dub, reply) + "/like").then().statusCode(404);
        ada.says(dub, Map.of("text", "hm", "reply_to", byBob)).then().statusCode(404);
        author.gets(comments(dub)).then().body("items.id", contains(byBob, byAda));

        author.mutes(ada);
        author.gets(comments(dub)).then().body("items.id", contains(byBob));
        author.unmutes(ada);
        author.blocks(ada);
        ada.gets(comments(dub)).then().statusCode(404).body("code", equalTo("dub_not_found"));
        ada.says(dub, Map.of("text", "still here")).then().statusCode(404);
        ada.request().delete(one(dub, byAda)).then().statusCode(204);
        author.request().delete(one(dub, byBob)).then().statusCode(204);
        author.gets("/v1/dubs/" + dub).then().body("comments", is(0));
    }

    @Test
    void authors_say_who_may_comment() {
        var author = world.person("author");
        var follower = world.person("follower");
        var stranger = world.person("stranger");
        follower.follows(author);
        var quote = world.quote("Who may");
        var dub = author.request()
                .body(Map.of(
                        "upload_id", author.uploads(DemoMedia.VIDEO), "quote_id", quote, "commenting", "followers"))
                .post("/v1/dubs")
                .then()
                .statusCode(201)
                .body("commenting", equalTo("followers"))
                .body("comments", is(0))
                .extract()
                .<String>path("id");

        stranger.says(dub, Map.of("text", "hi")).then().statusCode(403).body("code", equalTo("comments_for_followers"));
        follower.comments(dub, "hi");
        author.comments(dub, "welcome");
        edits(author, dub, "nobody");
        author.says(dub, Map.of("text", "hm")).then().statusCode(403).body("code", equalTo("comments_off"));
        stranger.gets(comments(dub)).then().body("items.text", contains("welcome", "hi"));
        edits(author, dub, "everybody");
        stranger.comments(dub, "hi");

        var secret = author.publishes(quote, "", "private");
        author.comments(secret, "note to myself");
        follower.says(secret, Map.of("text", "hi")).then().statusCode(404);
        given().get(comments(secret)).then().statusCode(404);
        follower.gets(comments(dub) + "/" + author.comments(secret, "other") + "/replies")
                .then()
                .statusCode(404);
    }

    private static void edits(Person author, String dub, String commenting) {
        author.request()
                .body(Map.of("commenting", commenting))
                .patch("/v1/dubs/" + dub)
                .then()
                .statusCode(200)
                .body("commenting", equalTo(commenting));
    }

    @Test
    void a_text_has_to_say_something_and_not_the_same_all_the_time() {
        var author = world.person("author");
        var dub = author.publishes(world.quote("Texts"));

        for (var text : List.of("", " \n\t ", "\u200b\u2060", "\u2800\u3164", "x".repeat(501))) {
            author.says(dub, Map.of("text", text))
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("unfit_comment"))
                    .body("faults.field", contains("text"));
        }
        author.says(dub, Map.of()).then().statusCode(422).body("faults.field", contains("text"));
        author.comments(dub, " " + "💥".repeat(500) + " ");
        var gone = author.comments(dub, "First!");
        author.request().delete(one(dub, gone)).then().statusCode(204);
        author.comments(dub, "first!");
        author.comments(dub, "FIRST!");
        var refused = author.says(dub, Map.of("text", "First!"));
        refused.then().statusCode(429).body("code", equalTo("comment_repeated"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        author.comments(dub, "Second!");
        world.person("other").comments(dub, "First!");

        world.clock().advance(Duration.ofSeconds(61));
        author.comments(dub, "First!");
    }

    @Test
    void a_comment_that_is_sent_again_with_its_key_is_one() {
        var author = world.person("author");
        var dub = author.publishes(world.quote("Again"));
        var key = UUID.randomUUID().toString();
        Supplier<String> send = () -> author.request()
                .header("Idempotency-Key", key)
                .body(Map.of("text", "once"))
                .post(comments(dub))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(send.get()).isEqualTo(send.get());
        author.gets("/v1/dubs/" + dub).then().body("comments", is(1));
    }

    /** Two hundred who write, answer, delete, hide and like, 40 of them at a time: more wait for a connection than the pool has. */
    @Test
    void a_crowd_is_counted_exactly() throws Exception {
        var author = world.person("author");
        var fans = List.of(author, world.person("ada"), world.person("bob"), world.person("cid"));
        var dub = author.publishes(world.quote("Crowd"));
        var thread = author.comments(dub, "start");
        var work = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 200; i++) {
            var fan = fans.get(i % fans.size());
            var comment = Map.of("text", "number " + i);
            var reply = Map.of("text", "number " + i, "reply_to", thread);
            work.add(
                    switch (i % 5) {
                        case 0 -> () -> surely(() -> fan.says(dub, reply)).statusCode();
                        case 1 -> () -> deletes(fan, dub, surely(() -> fan.says(dub, comment)));
                        case 2 -> () -> hides(author, dub, surely(() -> fan.says(dub, reply)));
                        case 3 -> () -> likes(fan, dub, thread);
                        default -> () -> surely(() -> fan.says(dub, comment)).statusCode();
                    });
        }

        var threads = Executors.newFixedThreadPool(40);
        try {
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isIn(201, 204);
            }
        } finally {
            threads.shutdownNow();
        }

        author.gets("/v1/dubs/" + dub).then().body("comments", is(81));
        author.gets(comments(dub) + "?limit=50")
                .then()
                .body("items.find { it.id == '" + thread + "' }.replies", is(40))
                .body("items.find { it.id == '" + thread + "' }.likes", is(4));
    }

    /** On a slow machine some are told to come again: 503, and nothing was done. */
    private static Response surely(Supplier<Response> request) {
        var answer = request.get();
        for (var tries = 1; tries < 20 && answer.statusCode() == 503; tries++) {
            answer = request.get();
        }
        return answer;
    }

    private static int deletes(Person person, String dub, Response written) {
        var path = one(dub, written.path("id"));
        return surely(() -> person.request().delete(path)).statusCode();
    }

    private static int hides(Person author, String dub, Response written) {
        var path = one(dub, written.path("id")) + "/hide";
        return surely(() -> author.request().put(path)).statusCode();
    }

    private static int likes(Person person, String dub, String comment) {
        return surely(() -> person.request().put(one(dub, comment) + "/like")).statusCode();
    }

    @Test
    void counters_that_drifted_are_mended() {
        var author = world.person("author");
        var dub = author.publishes(world.quote("Drift"));
        var thread = author.comments(dub, "start");
        author.replies(dub, thread, "reply");
        assertThat(likes(author, dub, thread)).isEqualTo(204);
        assertThat(likes(world.person("fan"), dub, thread)).isEqualTo(204);
        author.request().delete(one(dub, thread) + "/like").then().statusCode(204);
        drift("update dubs.dub set comments = 42 where id = '" + dub + "'");
        drift("update dubs.comment set replies = 42, likes = 42 where id = '" + thread + "'");
        author.gets(comments(dub)).then().body("items.likes", contains(42)).body("items.liked", contains(false));

        recount.run();

        author.gets("/v1/dubs/" + dub).then().body("comments", is(2));
        author.gets(comments(dub)).then().body("items.likes", contains(1)).body("items.replies", contains(1));
    }

    /** Until the nightly recount. */
    @Test
    void a_counter_that_drifted_keeps_nobody_from_taking_something_back() {
        var author = world.person("author");
        var fan = world.person("fan");
        var dub = author.publishes(world.quote("Too low"));
        var thread = fan.comments(dub, "start");
        var reply = fan.replies(dub, thread, "reply");
        var hidden = fan.replies(dub, thread, "rude");
        assertThat(likes(fan, dub, thread)).isEqualTo(204);
        fan.likes(dub);
        drift("update dubs.dub set comments = 0, likes = 0 where id = '" + dub + "'");
        drift("update dubs.comment set replies = 0, likes = 0 where id = '" + thread + "'");

        fan.request().delete("/v1/dubs/" + dub + "/like").then().statusCode(204);
        fan.request().delete(one(dub, thread) + "/like").then().statusCode(204);
        author.request().put(one(dub, hidden) + "/hide").then().statusCode(204);
        fan.request().delete(one(dub, reply)).then().statusCode(204);
        fan.request().delete(one(dub, thread)).then().statusCode(204);

        fan.gets("/v1/dubs/" + dub)
                .then()
                .body("likes", is(0))
                .body("comments", is(0))
                .body("liked", is(false));
    }

    private void drift(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> dubs.getEntityManager().createNativeQuery(sql).executeUpdate());
    }

    private static String comments(String dub) {
        return "/v1/dubs/" + dub + "/comments";
    }

    private static String one(String dub, String comment) {
        return comments(dub) + "/" + comment;
    }
}
