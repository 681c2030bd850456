package io.overdub.quotes;

import static io.overdub.quotes.Drafts.brings;
import static io.overdub.quotes.Drafts.draft;
import static io.overdub.quotes.Drafts.gets;
import static io.overdub.quotes.Drafts.published;
import static io.overdub.quotes.Drafts.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.overdub.accounts.AccountId;
import io.overdub.world.DemoMedia;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** People in these stories live in Germany. */
@QuarkusTest
class QuoteHttpTest {

    @Inject
    World world;

    @Inject
    FoldUsage fold;

    @Inject
    EditorsDesk desk;

    @Test
    void a_quote_says_all_that_is_known_of_it() {
        var editor = world.staff("editor");
        var transcript = "मेरी चाय कहाँ है? 🍵\nWo ist mein Tee?";
        var id = published(
                editor,
                Map.of(
                        "transcript", transcript,
                        "licence", "CC-BY-4.0",
                        "source", "https://sounds.example.org/42",
                        "author", "Ada",
                        "rights", "cleared"));

        gets("/v1/quotes/" + id)
                .then()
                .statusCode(200)
                .body("creator_id", equalTo(editor.id()))
                .body("transcript", equalTo(transcript))
                .body("attribution", equalTo("Made for tests"))
                .body("licence", equalTo("CC-BY-4.0"))
                .body("source", equalTo("https://sounds.example.org/42"))
                .body("author", equalTo("Ada"))
                .body("rights", equalTo("cleared"))
                .body("status", equalTo("published"))
                .body("uses", equalTo(0))
                .body("categories", empty())
                .body("markets", empty());
    }

    @Test
    void what_is_too_long_or_no_country_is_refused_by_name() {
        var editor = world.staff("editor");

        brings(
                        editor,
                        Map.of(
                                "transcript",
                                "x".repeat(2001),
                                "markets",
                                List.of("DE", "UK"),
                                "categories",
                                List.of("a", "b", "c", "d", "e", "f")))
                .then()
                .statusCode(422)
                .body("faults.field", contains("categories", "markets[1]", "transcript"));
        gets("/v1/quotes?market=uk").then().statusCode(400).body("faults.field", contains("market"));
    }

    /** The pattern alone would let 21 through, and the database has room for 16. */
    @Test
    void a_language_longer_than_any_is_refused_by_name() {
        var editor = world.staff("editor");
        var longest = "zh-Hant-abcdefgh";

        var id = published(editor, Map.of("language", longest));
        brings(editor, Map.of("language", "abc-abcdefgh-abcd"))
                .then()
                .statusCode(422)
                .body("faults.field", contains("language"));
        brings(editor, Map.of("language", "abc-abcdefgh-abcdefgh"))
                .then()
                .statusCode(422)
                .body("faults.field", contains("language"));
        editor.request()
                .body(Map.of("language", "de-abcdefgh-abcdefgh"))
                .patch("/v1/quotes/" + id)
                .then()
                .statusCode(422)
                .body("faults.field", contains("language"));
        gets("/v1/quotes?language=de-abcdefgh-abcdefgh")
                .then()
                .statusCode(400)
                .body("faults.field", contains("language"));
        gets("/v1/quotes/" + id).then().body("language", equalTo(longest));
    }

    /** BCP 47: case carries no meaning. */
    @Test
    void a_language_is_one_however_it_is_written() {
        var editor = world.staff("editor");
        var id = published(editor, Map.of("language", "QB-hANT-br"));
        gets("/v1/quotes/" + id).then().body("language", equalTo("qb-Hant-BR"));

        for (var written : List.of("qb-Hant-BR", "qb-hant-br", "QB-HANT-BR")) {
            gets("/v1/quotes?language=" + written).then().statusCode(200).body("items.id", contains(id));
            gets("/v1/quotes/changes?language=" + written)
                    .then()
                    .statusCode(200)
                    .body("upserts.id", contains(id));
        }

        editor.request()
                .body(Map.of("language", "QB"))
                .patch("/v1/quotes/" + id)
                .then()
                .statusCode(200)
                .body("language", equalTo("qb"));
        gets("/v1/quotes?language=qb").then().body("items.id", contains(id));
        editor.request().delete("/v1/quotes/" + id).then().statusCode(204);
    }

    @Test
    void a_title_has_something_that_can_be_seen_and_is_counted_in_characters() {
        var editor = world.staff("editor");
        var id = published(editor, Map.of("title", "😀".repeat(80)));

        for (var nothing : List.of("", " \n ", "\u200b", "\u3164")) {
            brings(editor, Map.of("title", nothing)).then().statusCode(422).body("faults.field", contains("title"));
            editor.request()
                    .body(Map.of("title", nothing))
                    .patch("/v1/quotes/" + id)
                    .then()
                    .statusCode(422)
                    .body("faults.field", contains("title"));
        }
        brings(editor, Map.of("title", "😀".repeat(81))).then().statusCode(422).body("faults.field", contains("title"));
        gets("/v1/quotes/" + id).then().body("title", equalTo("😀".repeat(80)));
    }

    @Test
    void a_quote_for_one_market_is_not_there_for_another() {
        var editor = world.staff("editor");
        var id = published(editor, Map.of("markets", List.of("FR", "BE")));
        var german = world.person("german");

        assertThat(german.pages("/v1/quotes?limit=50", "items.id")).doesNotContain(id);
        assertThat(german.pages("/v1/quotes?limit=50&market=FR", "items.id")).contains(id);
        assertThat(world.guest().pages("/v1/quotes?limit=50", "items.id")).doesNotContain(id);
        gets("/v1/quotes?limit=50&market=BE").then().body("items.id", hasItem(id));
        german.gets("/v1/quotes/" + id).then().statusCode(404);
        gets("/v1/quotes/" + id + "?market=FR").then().statusCode(200);
        german.tries(id, german.uploads(DemoMedia.VIDEO), "", "public")
                .then()
                .statusCode(404)
                .body("code", equalTo("quote_not_found"));
    }

    @Test
    void a_quote_that_is_blocked_in_a_country_cannot_be_had_there_by_asking_for_another_market() {
        var editor = world.staff("editor");
        var id = published(editor, Map.of("blocked_markets", List.of("DE")));
        var german = world.person("german");

        assertThat(german.pages("/v1/quotes?limit=50&market=FR", "items.id")).doesNotContain(id);
        german.gets("/v1/quotes/" + id + "?market=FR").then().statusCode(404);
        // Who tells nothing may be there.
        gets("/v1/quotes/" + id).then().statusCode(404);
        gets("/v1/quotes/" + id + "?market=FR").then().statusCode(200);

        german.request().body(Map.of("country", "FR")).patch("/v1/me").then().statusCode(200);
        german.gets("/v1/quotes/" + id).then().statusCode(200);
    }

    @Test
    void editors_put_up_shelves_and_quotes_stand_on_them() {
        var editor = world.staff("editor");
        var key = "shelf-" + UUID.randomUUID().toString().substring(0, 8);
        brings(editor, Map.of("categories", List.of(key)))
                .then()
                .statusCode(422)
                .body("code", equalTo("unknown_category"));

        editor.request()
                .body(Map.of("name", "Films & Séries", "position", 7))
                .put("/v1/admin/quote-categories/" + key)
                .then()
                .statusCode(204);
        gets("/v1/quotes/categories")
                .then()
                .statusCode(200)
                .body("items.find { it.key == '" + key + "' }.name", equalTo("Films & Séries"));
        var english = published(editor, Map.of("categories", List.of(key)));
        var hindi = published(editor, Map.of("categories", List.of(key), "language", "hi"));

        assertThat(editor.pages("/v1/quotes?limit=1&category=" + key, "items.id"))
                .containsExactly(hindi, english);
        gets("/v1/quotes?language=hi&category=" + key).then().body("items.id", contains(hindi));
        editor.request().delete("/v1/admin/quote-categories/" + key).then().statusCode(204);
        gets("/v1/quotes/categories").then().body("items.key", not(hasItem(key)));
        // What stands on a shelf that was taken down can still be edited.
        editor.request()
                .body(Map.of("title", "Hi"))
                .patch("/v1/quotes/" + hindi)
                .then()
                .statusCode(200);
    }

    @Test
    void nobody_brings_a_quote_without_declaring_the_rights_nor_before_signing_up() {
        var maker = world.person("maker");
        brings(maker, Map.of())
                .then()
                .statusCode(422)
                .body("code", equalTo("rights_not_declared"))
                .body("faults.field", contains("licence", "rights"));
        brings(maker, Map.of("licence", "own work", "rights", "cleared"))
                .then()
                .statusCode(422)
                .body("faults.field", contains("rights"));

        brings(world.guest(), Map.of("licence", "own work", "rights", "declared"))
                .then()
                .statusCode(403)
                .body("code", equalTo("sign_up_required"));
    }

    @Test
    void somebodys_own_quote_is_theirs_alone_until_an_editor_approves_it() {
        var maker = world.person("maker");
        var other = world.person("other");
        var editor = world.staff("editor");
        var id = submitted(maker, Map.of("title", "Mine"));

        maker.gets("/v1/quotes/" + id).then().statusCode(200).body("status", equalTo("pending"));
        maker.gets("/v1/me/quotes").then().body("items.id", contains(id));
        other.gets("/v1/quotes/" + id).then().statusCode(404);
        other.request().put("/v1/quotes/" + id + "/favourite").then().statusCode(404);
        other.tries(id, other.uploads(DemoMedia.VIDEO), "", "public").then().statusCode(404);
        assertThat(maker.pages("/v1/quotes?limit=50", "items.id")).doesNotContain(id);
        var early = maker.publishes(id, "so early", "public");
        other.gets("/v1/dubs/" + early).then().statusCode(200).body("quote", nullValue());
        maker.request()
                .body(Map.of("title", "Ours"))
                .patch("/v1/quotes/" + id)
                .then()
                .statusCode(200);
        assertThat(editor.pages("/v1/admin/quotes/pending?limit=50", "items.id"))
                .contains(id);

        editor.request()
                .body(Map.of("decision", "approve"))
                .put("/v1/admin/quotes/" + id + "/review")
                .then()
                .statusCode(200)
                .body("status", equalTo("published"))
                .body("creator_id", equalTo(maker.id()));

        gets("/v1/quotes?limit=50").then().body("items.id", hasItem(id));
        assertThat(editor.pages("/v1/admin/quotes/pending?limit=50", "items.id"))
                .doesNotContain(id);
        other.publishes(id);
        gets("/v1/quotes/" + id).then().body("uses", equalTo(2)).body("title", equalTo("Ours"));
        maker.request()
                .body(Map.of("title", "Mine again"))
                .patch("/v1/quotes/" + id)
                .then()
                .statusCode(409)
                .body("code", equalTo("quote_reviewed"));
        maker.request().delete("/v1/quotes/" + id).then().statusCode(204);
        gets("/v1/quotes/" + id).then().statusCode(404);
        maker.gets("/v1/quotes/" + id).then().statusCode(200).body("status", equalTo("withdrawn"));
    }

    @Test
    void a_rejection_says_why_and_can_be_taken_back() {
        var maker = world.person("maker");
        var editor = world.staff("editor");
        var id = submitted(maker, Map.of());
        var review = "/v1/admin/quotes/" + id + "/review";
        editor.request()
                .body(Map.of("decision", "reject"))
                .put(review)
                .then()
                .statusCode(422)
                .body("code", equalTo("reason_missing"));

        editor.request()
                .body(Map.of("decision", "reject", "reason", "Too quiet"))
                .put(review)
                .then()
                .statusCode(200);
        maker.gets("/v1/quotes/" + id)
                .then()
                .body("status", equalTo("rejected"))
                .body("review_reason", equalTo("Too quiet"));
        maker.tries(id, maker.uploads(DemoMedia.VIDEO), "", "public").then().statusCode(404);
        editor.request().body(Map.of("decision", "approve")).put(review).then().statusCode(200);
        maker.gets("/v1/quotes/" + id)
                .then()
                .body("status", equalTo("published"))
                .body("review_reason", nullValue());
        editor.request()
                .body(Map.of("decision", "reject", "reason", "No"))
                .put(review)
                .then()
                .statusCode(409)
                .body("code", equalTo("quote_reviewed"));
    }

    @Test
    void at_most_twenty_own_quotes_wait_at_a_time() {
        var maker = world.person("maker");
        for (var i = 0; i < 20; i++) {
            submitted(maker, Map.of());
        }

        brings(maker, Map.of("licence", "own work", "rights", "declared"))
                .then()
                .statusCode(409)
                .body("code", equalTo("too_many_pending"));
    }

    @Test
    void at_most_twenty_wait_also_when_a_phone_sends_several_at_once() throws Exception {
        var maker = world.person("maker");
        for (var i = 0; i < 17; i++) {
            submitted(maker, Map.of());
        }
        var posts = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 8; i++) {
            var draft = draft(maker.uploadsNewSound(), Map.of("licence", "own work", "rights", "declared"));
            posts.add(() -> maker.request().body(draft).post("/v1/quotes").statusCode());
        }
        var workers = Executors.newFixedThreadPool(posts.size());
        var statuses = new ArrayList<Integer>();
        for (var answer : workers.invokeAll(posts)) {
            statuses.add(answer.get());
        }
        workers.shutdown();

        assertThat(statuses).containsOnly(201, 409);
        assertThat(maker.pages("/v1/me/quotes", "items.id")).hasSize(20);
    }

    @Test
    void a_sound_that_is_here_already_stays_the_quote_that_it_is() {
        var editor = world.staff("editor");
        var sound = DemoMedia.SOUND.another();
        var id = editor.request()
                .body(draft(editor.uploads(DemoMedia.SOUND, sound), Map.of("title", "First")))
                .post("/v1/quotes")
                .then()
                .statusCode(201)
                .body("deduplicated", is(false))
                .extract()
                .<String>path("id");
        var maker = world.person("maker");
        var again = draft(
                maker.uploads(DemoMedia.SOUND, sound),
                Map.of("title", "Second", "licence", "own work", "rights", "declared"));

        for (var answer = 0; answer < 2; answer++) {
            maker.request()
                    .header("Idempotency-Key", "sound-again-" + id)
                    .body(again)
                    .post("/v1/quotes")
                    .then()
                    .statusCode(200)
                    .body("deduplicated", is(true))
                    .body("id", equalTo(id))
                    .body("title", equalTo("First"));
        }

        maker.gets("/v1/me/quotes").then().body("items", empty());
    }

    @Test
    void what_is_only_planned_is_not_given_away_by_its_sound() {
        var editor = world.staff("editor");
        var sound = DemoMedia.SOUND.another();
        editor.request()
                .body(draft(
                        editor.uploads(DemoMedia.SOUND, sound),
                        Map.of(
                                "publish_at",
                                world.clock().instant().plusSeconds(3600).toString())))
                .post("/v1/quotes")
                .then()
                .statusCode(201)
                .body("status", equalTo("scheduled"));
        var maker = world.person("maker");

        var id = maker.request()
                .body(draft(maker.uploads(DemoMedia.SOUND, sound), Map.of("licence", "own work", "rights", "declared")))
                .post("/v1/quotes")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        editor.request()
                .body(Map.of("decision", "approve"))
                .put("/v1/admin/quotes/" + id + "/review")
                .then()
                .statusCode(409)
                .body("code", equalTo("sound_already_published"));
    }

    @Test
    void ten_editors_with_the_same_sound_make_one_quote() throws Exception {
        var sound = DemoMedia.SOUND.another();
        var posts = new ArrayList<Callable<List<Object>>>();
        for (var i = 0; i < 10; i++) {
            var editor = world.staff("editor");
            var draft = draft(editor.uploads(DemoMedia.SOUND, sound), Map.of("title", "Number " + i));
            posts.add(() -> {
                var answer = editor.request().body(draft).post("/v1/quotes");
                return List.of(answer.statusCode(), answer.path("id"));
            });
        }
        var statuses = new ArrayList<Object>();
        var ids = new TreeSet<Object>();
        var workers = Executors.newFixedThreadPool(10);
        for (var answer : workers.invokeAll(posts)) {
            statuses.add(answer.get().get(0));
            ids.add(answer.get().get(1));
        }
        workers.shutdown();

        assertThat(ids).hasSize(1);
        assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
    }

    @Test
    void who_changed_what_of_the_credit_is_kept_and_dubs_keep_what_they_were_made_under() {
        var editor = world.staff("editor");
        var lawyer = world.staff("editor");
        var id = published(editor, Map.of("licence", "CC-BY-4.0"));
        var author = world.person("author");
        var dub = author.publishes(id);

        lawyer.request()
                .body(Map.of("licence", "CC0", "attribution", "Nobody", "title", "No matter"))
                .patch("/v1/quotes/" + id)
                .then()
                .statusCode(200)
                .body("licence", equalTo("CC0"));

        editor.gets("/v1/admin/quotes/" + id + "/credits")
                .then()
                .statusCode(200)
                .body("items.field", contains("licence", "attribution", "rights", "licence", "attribution"))
                .body("items.before", contains("CC-BY-4.0", "Made for tests", "", "", ""))
                .body("items.after", contains("CC0", "Nobody", "declared", "CC-BY-4.0", "Made for tests"))
                .body("items.changed_by", contains(lawyer.id(), lawyer.id(), editor.id(), editor.id(), editor.id()));
        author.gets("/v1/dubs/" + dub)
                .then()
                .body("attribution.licence", equalTo("CC-BY-4.0"))
                .body("attribution.text", equalTo("Made for tests"))
                .body("quote.licence", equalTo("CC0"));
    }

    @Test
    void withdrawn_rights_hide_a_quote_and_other_rights_bring_it_back() {
        var editor = world.staff("editor");
        var id = published(editor, Map.of());
        var author = world.person("author");

        editor.request()
                .body(Map.of("rights", "withdrawn"))
                .patch("/v1/quotes/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("withdrawn"));
        gets("/v1/quotes/" + id).then().statusCode(404);
        author.tries(id, author.uploads(DemoMedia.VIDEO), "", "public")
                .then()
                .statusCode(409)
                .body("code", equalTo("quote_withdrawn"));

        editor.request()
                .body(Map.of("rights", "cleared"))
                .patch("/v1/quotes/" + id)
                .then()
                .statusCode(200);
        gets("/v1/quotes/" + id).then().statusCode(200).body("rights", equalTo("cleared"));
        author.publishes(id);
    }

    /** Between the change and its commit all is as it was, and must not be remembered as it is. */
    @Test
    void whoever_reads_while_a_quote_is_withdrawn_does_not_bring_it_back() {
        var editor = world.staff("editor");
        var author = world.person("author");
        var id = published(editor, Map.of());
        var dub = author.publishes(id);

        QuarkusTransaction.requiringNew().run(() -> {
            desk.withdraw(QuoteId.fromString(id), AccountId.fromString(editor.id()), true);
            author.gets("/v1/dubs/" + dub).then().body("quote.id", equalTo(id));
        });

        author.gets("/v1/dubs/" + dub).then().statusCode(200).body("quote", nullValue());
    }

    @Test
    void what_was_never_shown_is_unknown_also_once_it_is_withdrawn() {
        var maker = world.person("maker");
        var pending = submitted(maker, Map.of());
        maker.request().delete("/v1/quotes/" + pending).then().statusCode(204);
        var editor = world.staff("editor");
        var later = world.clock().instant().plus(Duration.ofDays(1));
        var planned = published(editor, Map.of("publish_at", later.toString()));
        editor.request().delete("/v1/quotes/" + planned).then().statusCode(204);
        var elsewhere = published(editor, Map.of("markets", List.of("FR")));
        editor.request().delete("/v1/quotes/" + elsewhere).then().statusCode(204);
        var stranger = world.person("stranger");
        var film = stranger.uploads(DemoMedia.VIDEO);

        for (var unknown : List.of(pending, planned, elsewhere)) {
            stranger.tries(unknown, film, "", "public").then().statusCode(404).body("code", equalTo("quote_not_found"));
        }
        maker.tries(pending, maker.uploads(DemoMedia.VIDEO), "", "public")
                .then()
                .statusCode(409)
                .body("code", equalTo("quote_withdrawn"));
    }

    @Test
    void what_editors_note_on_an_approval_is_not_for_everybody() {
        var maker = world.person("maker");
        var editor = world.staff("editor");
        var id = submitted(maker, Map.of());
        editor.request()
                .body(Map.of("decision", "reject", "reason", "Too loud"))
                .put("/v1/admin/quotes/" + id + "/review")
                .then()
                .statusCode(200)
                .body("review_reason", equalTo("Too loud"));

        editor.request()
                .body(Map.of("decision", "approve", "reason", "Their mother called"))
                .put("/v1/admin/quotes/" + id + "/review")
                .then()
                .statusCode(200);

        gets("/v1/quotes/" + id).then().statusCode(200).body("review_reason", nullValue());
    }

    @Test
    void an_edit_on_top_of_an_unseen_edit_is_refused() {
        var editor = world.staff("editor");
        var id = published(editor, Map.of());
        var path = "/v1/quotes/" + id;
        var seen = editor.gets(path).header("ETag");
        world.person("author").publishes(id);
        editor.request()
                .header("If-Match", seen)
                .body(Map.of("title", "First"))
                .patch(path)
                .then()
                .statusCode(200);

        world.staff("editor")
                .request()
                .header("If-Match", seen)
                .body(Map.of("transcript", "Second"))
                .patch(path)
                .then()
                .statusCode(412)
                .body("code", equalTo("precondition_failed"));

        gets(path).then().body("title", equalTo("First")).body("transcript", equalTo(""));
    }

    @Test
    void who_is_no_editor_any_more_takes_nothing_out_of_the_catalogue() {
        var gone = world.staff("editor");
        var id = published(gone, Map.of());
        var planned = published(
                gone,
                Map.of(
                        "publish_at",
                        world.clock().instant().plus(Duration.ofDays(1)).toString()));
        world.admin()
                .request()
                .body(Map.of("role", "user"))
                .put("/v1/admin/accounts/" + gone.id() + "/role")
                .then()
                .statusCode(204);

        for (var quote : List.of(id, planned)) {
            gone.request().delete("/v1/quotes/" + quote).then().statusCode(403).body("code", equalTo("not_your_quote"));
        }

        gets("/v1/quotes/" + id).then().statusCode(200).body("status", equalTo("published"));
    }

    @Test
    void a_restored_quote_does_not_come_back_beside_another_with_its_sound() {
        var editor = world.staff("editor");
        var sound = DemoMedia.SOUND.another();
        var ids = new ArrayList<String>();
        for (var i = 0; i < 2; i++) {
            ids.forEach(id -> editor.request().delete("/v1/quotes/" + id).then().statusCode(204));
            ids.add(editor.request()
                    .body(draft(editor.uploads(DemoMedia.SOUND, sound), Map.of()))
                    .post("/v1/quotes")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }

        editor.request()
                .body(Map.of("rights", "declared"))
                .patch("/v1/quotes/" + ids.get(0))
                .then()
                .statusCode(409)
                .body("code", equalTo("sound_already_published"));
    }

    @Test
    void what_has_doubtful_rights_is_offered_but_not_put_forward() {
        var editor = world.staff("editor");
        var clear = published(editor, Map.of("rights", "cleared"));
        var unclear = published(editor, Map.of("rights", "unclear"));
        var unused = published(editor, Map.of());
        var author = world.person("author");
        author.publishes(clear);
        author.publishes(unclear);
        author.publishes(unclear);
        fold.run();

        assertThat(author.pages("/v1/quotes?limit=50&order=top", "items.id"))
                .contains(clear)
                .doesNotContain(unclear, unused);
        assertThat(author.pages("/v1/quotes?limit=50", "items.id")).contains(clear, unclear, unused);
    }

    @Test
    void the_most_used_come_first_page_by_page() {
        var editor = world.staff("editor");
        var author = world.person("author");
        var key = "top-" + UUID.randomUUID().toString().substring(0, 8);
        editor.request()
                .body(Map.of("name", "Top", "position", 1))
                .put("/v1/admin/quote-categories/" + key)
                .then()
                .statusCode(204);
        var expected = new ArrayList<String>();
        for (var uses : List.of(1, 2, 2, 3)) {
            var quote = published(editor, Map.of("categories", List.of(key)));
            for (var i = 0; i < uses; i++) {
                author.publishes(quote);
            }
            expected.add(0, quote);
        }
        fold.run();

        assertThat(author.pages("/v1/quotes?limit=1&order=top&category=" + key, "items.id"))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void only_its_maker_and_editors_change_a_quote() {
        var maker = world.person("maker");
        var stranger = world.person("stranger");
        var pending = submitted(maker, Map.of());
        var shown = world.quote("Shown");

        var edit = Map.of("title", "Theirs");
        stranger.request().body(edit).patch("/v1/quotes/" + shown).then().statusCode(403);
        stranger.request().delete("/v1/quotes/" + shown).then().statusCode(403);
        stranger.request().body(edit).patch("/v1/quotes/" + pending).then().statusCode(404);
        stranger.request().delete("/v1/quotes/" + pending).then().statusCode(404);
        maker.request()
                .body(Map.of("rights", "cleared"))
                .patch("/v1/quotes/" + pending)
                .then()
                .statusCode(422)
                .body("code", equalTo("rights_not_declared"));
        maker.request().delete("/v1/quotes/" + pending).then().statusCode(204);
    }
}
