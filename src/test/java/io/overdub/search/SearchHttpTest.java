package io.overdub.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.overdub.search.index.Change;
import io.overdub.search.index.Document;
import io.overdub.search.index.Kind;
import io.overdub.search.index.Plug;
import io.overdub.search.index.Question;
import io.overdub.search.index.RuleBook;
import io.overdub.search.index.Rules;
import io.overdub.search.index.SearchIndex;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SearchHttpTest {

    @Inject
    World world;

    @Inject
    SearchIndex index;

    @Inject
    Plug engine;

    @AfterEach
    void the_engine_is_there() {
        engine.plugIn();
    }

    @Test
    void what_is_published_is_found_and_what_is_hidden_is_not() {
        var word = word();
        var quote = world.quote("Quote " + word);
        var author = world.person("author");
        var dub = author.publishes(quote, "Look #" + word, "public");
        var closed = author.publishes(quote, "Closed " + word, "followers");
        author.publishes(quote, "Mine " + word, "private");
        world.settle();
        var reader = world.person("reader");
        var follower = world.person("follower");
        follower.follows(author);

        assertThat(found(reader, word, "quotes", "quote.id")).containsExactly(quote);
        assertThat(List.of("short", "medium", "long"))
                .filteredOn(length -> reader.gets("/v1/search?q=" + word + "&in=quotes&length=" + length)
                        .<List<String>>path("items.quote.id")
                        .contains(quote))
                .hasSize(1);
        assertThat(found(reader, word, "dubs", "dub.id")).containsExactly(dub);
        assertThat(found(reader, word, "tags", "tag")).containsExactly(word);
        assertThat(found(follower, word, "dubs", "dub.id")).containsExactlyInAnyOrder(dub, closed);
        given().get("/v1/search?q=" + word + "&in=dubs")
                .then()
                .statusCode(200)
                .body("items.dub.id", equalTo(List.of(dub)));
        reader.gets("/v1/search?q=quote " + word + "&in=quotes")
                .then()
                .body("items[0].highlights[0].field", equalTo("title"))
                .body("items[0].highlights[0].marks[0].start", equalTo(0))
                .body("items[0].highlights[0].marks[0].length", equalTo(5));

        author.request()
                .body(Map.of("visibility", "private"))
                .patch("/v1/dubs/" + dub)
                .then()
                .statusCode(200);
        assertThat(found(reader, word, "dubs", "dub.id")).isEmpty();
        assertThat(found(reader, word, "tags", "tag")).isEmpty();
        assertThat(found(reader, word, "tags,dubs", "kind")).isEmpty();
        world.settle();
        assertThat(index.look(Kind.TAG, List.of(word))).isEmpty();
        author.publishes(quote, "Again #" + word, "public");
        world.settle();
        assertThat(found(reader, word, "tags", "tag")).containsExactly(word);
        world.staff("editor").request().delete("/v1/quotes/" + quote).then().statusCode(204);
        world.clock().advance(Duration.ofSeconds(3));
        assertThat(found(reader, word, "quotes", "quote.id")).isEmpty();
    }

    @Test
    void a_block_hides_both_from_each_other_at_once() {
        var word = word();
        var author = world.person(word);
        author.publishes(world.quote("Any"), word, "public");
        var reader = world.person("reader");
        world.settle();
        assertThat(found(reader, word, "accounts", "account.id")).containsExactly(author.id());
        assertThat(found(reader, word, "dubs", "kind")).hasSize(1);

        author.blocks(reader);

        assertThat(found(reader, word, "accounts,dubs", "kind")).isEmpty();
        assertThat(reader.gets("/v1/search/suggest?q=" + word).<List<Object>>path("items"))
                .isEmpty();
        assertThat(found(author, reader.username(), "accounts", "account.id")).doesNotContain(reader.id());
        assertThat(found(world.person("other"), word, "accounts", "account.id")).containsExactly(author.id());
    }

    @Test
    void what_a_private_account_makes_is_found_by_its_followers_only() {
        var word = word();
        var shy = world.person("shy");
        var follower = world.person("follower");
        follower.follows(shy);
        var dub = shy.publishes(world.quote("Any"), "Shy #" + word, "public");
        world.settle();
        assertThat(found(world.person("stranger"), word, "dubs", "dub.id")).containsExactly(dub);

        shy.goesPrivate();

        var stranger = world.person("stranger");
        assertThat(found(stranger, word, "dubs,tags", "kind")).isEmpty();
        assertThat(given().get("/v1/search?q=" + word).<List<Object>>path("items"))
                .isEmpty();
        assertThat(found(follower, word, "dubs", "dub.id")).containsExactly(dub);
        assertThat(found(stranger, shy.username(), "accounts", "account.id")).contains(shy.id());
    }

    /** What the key of a client finds at the engine itself, where nobody looks at what became of it. */
    @Test
    void a_tag_is_for_everybody_only_while_somebody_uses_it_for_everybody() {
        var word = word();
        var quote = world.quote("Any");
        var shy = world.person("shy");
        shy.goesPrivate();
        shy.publishes(quote, "Shy #" + word, "public");
        world.settle();
        assertThat(isForEverybody(word)).isFalse();

        var open = world.person("open");
        open.publishes(quote, "Open #" + word, "public");
        world.settle();
        assertThat(isForEverybody(word)).isTrue();

        open.goesPrivate();
        world.settle();
        assertThat(isForEverybody(word)).isFalse();
        open.goesPublic();
        world.settle();
        assertThat(isForEverybody(word)).isTrue();

        open.closesAccount();
        world.settle();
        assertThat(isForEverybody(word)).isFalse();
        world.reopened(open);
        world.settle();
        assertThat(isForEverybody(word)).isTrue();
    }

    private boolean isForEverybody(String tag) {
        var question = new Question(tag, EnumSet.of(Kind.TAG), List.of(), "en", true);
        return index.find(question, RuleBook.of(Rules.STANDARD), null, 20).rows().stream()
                .anyMatch(answer -> answer.hit().key().equals(tag));
    }

    @Test
    void nobody_hides_a_tag_by_crowding_it_with_what_others_may_not_see() {
        var word = word();
        var quote = world.quote("Any");
        world.person("author").publishes(quote, "Look #" + word, "public");
        var shy = world.person("shy");
        for (var i = 0; i < 6; i++) {
            shy.publishes(quote, "Crowd #" + word, "public");
        }
        shy.goesPrivate();
        world.settle();

        assertThat(found(world.person("reader"), word, "tags", "tag")).containsExactly(word);
    }

    @Test
    void whoever_asks_the_engine_itself_as_nobody_does_not_learn_what_is_for_later_or_for_some_countries() {
        var word = word();
        var editor = world.staff("editor");
        var later = world.quote("Later " + word);
        var abroad = world.quote("Abroad " + word);
        var open = world.quote("Open " + word);
        var begins = world.clock().instant().plus(Duration.ofMinutes(4));
        editor.request()
                .body(Map.of("publish_at", begins.toString()))
                .put("/v1/admin/quotes/" + later + "/schedule")
                .then()
                .statusCode(200);
        editor.request()
                .body(Map.of("markets", List.of("NZ")))
                .patch("/v1/quotes/" + abroad)
                .then()
                .statusCode(200);
        world.settle();

        var nobody = new Question(word, EnumSet.of(Kind.QUOTE), List.of(), "", true);
        var rules = RuleBook.of(Rules.STANDARD);
        assertThat(index.find(nobody, rules, null, 10).rows())
                .extracting(answer -> answer.hit().key())
                .containsExactly(open);

        while (world.clock().instant().isBefore(begins)) {
            world.clock().advance(Duration.ofSeconds(60));
        }
        world.settle();
        assertThat(found(world.person("reader"), word, "quotes", "quote.id")).containsExactlyInAnyOrder(later, open);
    }

    @Test
    void who_is_muted_is_found_by_name_and_not_among_what_is_popular() {
        var word = word();
        var loud = world.person(word);
        var dub = loud.publishes(world.quote("Any"), "Loud", "public");
        var reader = world.person("reader");
        world.settle();

        reader.mutes(loud);

        assertThat(found(reader, word, "accounts", "account.id")).containsExactly(loud.id());
        assertThat(found(reader, "", "dubs", "dub.id")).doesNotContain(dub);
    }

    @Test
    void pages_go_on_and_their_cursors_are_of_one_question() {
        var word = word();
        var quote = world.quote("Any");
        var author = world.person("author");
        for (var i = 0; i < 3; i++) {
            author.publishes(quote, word + " " + i, "public");
        }
        world.settle();
        var reader = world.person("reader");

        var path = "/v1/search?limit=1&in=dubs&q=" + word;
        assertThat(reader.pages(path, "items.dub.id")).hasSize(3).doesNotHaveDuplicates();
        var next = reader.gets(path).<String>path("next");
        reader.gets("/v1/search?limit=1&in=dubs&q=other&cursor=" + next)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_cursor"));
    }

    @Test
    void bad_questions_are_clear_problems() {
        for (var query : List.of(
                "limit=0",
                "limit=1000000000",
                "in=everything",
                "colour=red",
                "length=endless",
                "language=%27%3B--",
                "category=%00",
                "q=" + "x".repeat(201))) {
            given().get("/v1/search?" + query)
                    .then()
                    .statusCode(400)
                    .contentType(startsWith("application/problem+json"));
        }
        var tooLong = given().get("/v1/search?q=" + "x".repeat(10_000)).then().extract();
        assertThat(tooLong.statusCode()).isIn(400, 414);
        for (var query : List.of("?!…", "\u202E\u200F", "'; drop table x; --" + word(), "' | '")) {
            given().queryParam("q", query)
                    .queryParam("limit", 1)
                    .get("/v1/search")
                    .then()
                    .statusCode(200);
        }
        given().queryParam("q", "?!…").get("/v1/search").then().body("items.size()", equalTo(0));
        given().get("/v1/search").then().statusCode(200);
    }

    @Test
    void a_rebuilt_index_finds_what_was_found_before() {
        var word = word();
        var quote = world.quote("Rebuilt " + word);
        world.settle();
        var stray = UUID.randomUUID().toString();
        var nothing = new Document(List.of("Nobody's"), List.of(), "", "", List.of(), true, 0);
        index.write(List.of(new Change(Kind.QUOTE, stray, 1L << 40, nothing)));
        assertThat(index.look(Kind.QUOTE, List.of(quote, stray))).containsOnlyKeys(quote, stray);

        world.admin().request().post("/v1/admin/search/rebuild").then().statusCode(202);
        world.settle();

        assertThat(index.look(Kind.QUOTE, List.of(quote, stray))).containsOnlyKeys(quote);
        assertThat(found(world.person("reader"), word, "quotes", "quote.id")).containsExactly(quote);
    }

    @Test
    void while_the_engine_is_away_searches_say_so_and_what_is_published_meanwhile_is_found_after_it() {
        var word = word();
        var reader = world.person("reader");
        engine.pull();

        var quote = world.quote("Patient " + word);
        world.settle();
        for (var path : List.of("/v1/search?q=" + word, "/v1/search", "/v1/search/suggest?q=" + word)) {
            reader.gets(path)
                    .then()
                    .statusCode(503)
                    .contentType(startsWith("application/problem+json"))
                    .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .body("code", equalTo("engine_away"));
        }
        reader.gets("/v1/quotes/" + quote).then().statusCode(200);
        // However often it is tried meanwhile.
        for (var again = 0; again < 20; again++) {
            world.clock().advance(Duration.ofSeconds(3));
            world.settle();
        }

        engine.plugIn();
        world.clock().advance(Duration.ofSeconds(3));
        world.settle();
        assertThat(found(reader, word, "quotes", "quote.id")).containsExactly(quote);
    }

    @Test
    void a_changed_name_is_found_and_suggested_by_its_beginning() {
        var word = word();
        var person = world.person("before");
        person.request()
                .body(Map.of("display_name", "Zoë " + word))
                .patch("/v1/me")
                .then()
                .statusCode(200);
        world.settle();

        person.gets("/v1/search/suggest?q=zoe " + word.substring(0, 6))
                .then()
                .statusCode(200)
                .body("items.id", hasItem(person.id()))
                .body("items.text", hasItem("Zoë " + word));
    }

    /** Nobody else's, and short enough to begin a username. */
    private static String word() {
        return "w"
                + (UUID.randomUUID() + "" + UUID.randomUUID() + UUID.randomUUID())
                        .replaceAll("[^a-f]", "")
                        .substring(0, 9);
    }

    private static List<String> found(Person reader, String query, String in, String field) {
        return reader.request()
                .queryParam("q", query)
                .queryParam("in", in)
                .get("/v1/search")
                .then()
                .statusCode(200)
                .extract()
                .path("items." + field);
    }
}
