package io.overdub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.overdub.kernel.Departed;
import io.overdub.search.index.Change;
import io.overdub.search.index.Kind;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StaffSearchHttpTest {

    @Inject
    World world;

    @Inject
    QuarantineRepository quarantine;

    @Inject
    ForgetRepository forgotten;

    @Test
    void staff_finds_what_nobody_sees_any_more_and_each_search_is_on_record() {
        var word = "s" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "zz";
        var author = world.person("author");
        var quote = world.quote("Staff " + word);
        var hidden = author.publishes(quote, "Mine " + word, "private");
        var shown = author.publishes(quote, "Look " + word, "public");
        var said = author.comments(shown, "I SAY " + word + "!");
        var taken = author.replies(shown, said, "I said " + word);
        author.request()
                .delete("/v1/dubs/" + shown + "/comments/" + taken)
                .then()
                .statusCode(204);
        world.settle();
        author.request().delete("/v1/dubs/" + hidden).then().statusCode(204);
        world.staff("editor").request().delete("/v1/quotes/" + quote).then().statusCode(204);
        var email = author.gets("/v1/me").<String>path("email");
        var moderator = world.staff("moderator");

        looks(moderator, "id", hidden)
                .body("items.dub.author_id", equalTo(List.of(author.id())))
                .body("items[0].dub.visibility", equalTo("private"))
                .body("items[0].dub.deleted_at", notNullValue());
        looks(moderator, "id", quote).body("items[0].quote.status", equalTo("withdrawn"));
        var upload = looks(moderator, "id", shown).extract().<String>path("items[0].dub.upload_id");
        looks(moderator, "id", upload)
                .body("items[0].upload.owner_id", equalTo(author.id()))
                .body("items[0].upload.state", equalTo("ready"));
        looks(moderator, "email", email.toUpperCase(Locale.ROOT))
                .body("items.account.id", equalTo(List.of(author.id())))
                .body("items[0].account.email", equalTo(null));
        looks(moderator, "text", word).body("items.dub.id", hasItem(shown)).body("items.dub.id", not(hasItem(hidden)));
        looks(moderator, "text", word + " said")
                .body("items.comment.findAll { it != null }.id", equalTo(List.of(taken)));
        looks(moderator, "text", word).body("items.comment.id", hasItem(said));
        looks(moderator, "id", taken)
                .body("items[0].comment.author_id", equalTo(author.id()))
                .body("items[0].comment.thread_id", equalTo(said))
                .body("items[0].comment.deleted_at", notNullValue());
        var session = author.gets("/v1/me/sessions").then().extract();
        looks(moderator, "network", session.path("items[0].network")).statusCode(200);
        looks(moderator, "device", session.path("items[0].user_agent")).body("items", not(hasSize(0)));
        looks(moderator, "id", UUID.randomUUID().toString()).body("items", hasSize(0));
        looks(moderator, "email", "nobody@example.org' or 'a' = 'a").body("items", hasSize(0));

        var log = world.admin().gets("/v1/admin/search/log?limit=50").then().statusCode(200);
        log.body("items.query", hasItem(hidden)).body("items.query", hasItem("nobody@example.org' or 'a' = 'a"));
        assertThat(log.extract().<String>path("items.find { it.query == '" + hidden + "' }.account_id"))
                .isEqualTo(moderator.id());
        assertThat(log.extract().<String>path("items.find { it.query == '" + hidden + "' }.by"))
                .isEqualTo("id");
    }

    @Test
    void who_is_forgotten_takes_their_own_name_from_the_record_and_nothing_else() {
        var word = "m" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "zz";
        var gone = UUID.randomUUID();
        var moderator = world.staff("moderator");
        var theirs = List.of(word, "is @" + word + ", a liar?", "about " + gone, word + "@gone.example");
        var others = List.of("bob@" + word + ".example", "x" + word, word + "s");
        theirs.forEach(query -> looks(moderator, "text", query));
        looks(moderator, "id", gone.toString());
        others.forEach(query -> looks(moderator, "text", query));

        forgotten.nameless(new Departed(gone, word, word + "@gone.example"), 500);

        var left = world.admin()
                .gets("/v1/admin/search/log?limit=50")
                .then()
                .extract()
                .<List<String>>path("items.query");
        assertThat(left).containsAll(others).doesNotContainAnyElementsOf(theirs).doesNotContain(gone.toString());
    }

    @Test
    void what_cannot_be_looked_for_is_refused() {
        var moderator = world.staff("moderator");

        moderator.gets("/v1/admin/search?by=id&q=7").then().statusCode(400);
        moderator.gets("/v1/admin/search?by=colour&q=red").then().statusCode(400);
        moderator.gets("/v1/admin/search?by=email").then().statusCode(400);
        moderator.gets("/v1/admin/search?by=text&q=" + "x".repeat(255)).then().statusCode(400);
        moderator.gets("/v1/admin/search/log").then().statusCode(403);
    }

    @Test
    void a_quarantined_document_is_listed_and_leaves_when_the_engine_takes_it() {
        var quote = world.quote("Quarantined");
        world.settle();
        quarantine.add(
                new Change(Kind.QUOTE, quote, 1, null),
                "no column takes it",
                world.clock().instant());
        var admin = world.admin();

        admin.gets("/v1/admin/search/quarantine?limit=200")
                .then()
                .statusCode(200)
                .body("items.find { it.key == '" + quote + "' }.reason", equalTo("no column takes it"));
        retries(admin, quote).statusCode(200).body("released", equalTo(true));
        admin.gets("/v1/admin/search/quarantine?limit=200").then().body("items.key", not(hasItem(quote)));
        retries(admin, quote).statusCode(404).body("code", equalTo("not_quarantined"));
    }

    private static ValidatableResponse retries(Person admin, String quote) {
        return admin.request()
                .body(Map.of("kind", "quote", "key", quote))
                .post("/v1/admin/search/quarantine/retry")
                .then();
    }

    private static ValidatableResponse looks(Person staff, String by, String query) {
        return staff.request()
                .queryParam("by", by)
                .queryParam("q", query)
                .get("/v1/admin/search")
                .then()
                .statusCode(200);
    }
}
