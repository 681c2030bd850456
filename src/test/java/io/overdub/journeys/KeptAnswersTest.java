package io.overdub.journeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.edge.cache.OtherProcess;
import io.overdub.kernel.CountedSql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What strangers were shown, and is kept for the next of them, ends when it is true no more. */
@QuarkusTest
class KeptAnswersTest {

    @Inject
    World world;

    @Inject
    CountedSql sql;

    @Inject
    OtherProcess.Lever kept;

    private Person author;
    private String dub;

    @BeforeEach
    void somethingIsKept() throws InterruptedException {
        kept.open(true);
        kept.hears();
        author = world.person("author");
        dub = author.publishes(world.quote("Kept"));
        settle();
        stranger("/v1/dubs/" + dub).statusCode(200);
        stranger("/v1/dubs/" + dub).statusCode(200);
    }

    @AfterEach
    void nothingIsKept() {
        kept.open(false);
    }

    @Test
    void what_is_kept_costs_the_database_nothing() {
        var request = UUID.randomUUID().toString();

        given().header("X-Request-ID", request).get("/v1/dubs/" + dub).then().statusCode(200);

        assertThat(sql.statementsOf(request)).isZero();
    }

    @Test
    void a_dub_that_is_made_private_is_gone_for_strangers_and_comes_back() throws InterruptedException {
        describe(Map.of("visibility", "private"));
        stranger("/v1/dubs/" + dub).statusCode(404);
        author.gets("/v1/dubs/" + dub).then().statusCode(200);
        stranger("/v1/dubs/" + dub).statusCode(404);

        describe(Map.of("visibility", "public"));
        stranger("/v1/dubs/" + dub).statusCode(200);
    }

    @Test
    void a_dub_that_is_edited_or_deleted_is_so_for_strangers() throws InterruptedException {
        describe(Map.of("caption", "said anew"));
        stranger("/v1/dubs/" + dub).statusCode(200).body("caption", equalTo("said anew"));

        author.request().delete("/v1/dubs/" + dub).then().statusCode(204);
        settle();
        stranger("/v1/dubs/" + dub).statusCode(404);
    }

    @Test
    void an_author_who_becomes_private_takes_all_dubs_along() throws InterruptedException {
        author.goesPrivate();
        settle();

        stranger("/v1/dubs/" + dub).statusCode(404);
    }

    @Test
    void a_quote_that_is_edited_or_withdrawn_is_so_for_strangers() throws InterruptedException {
        var quote = world.quote("Kept " + UUID.randomUUID());
        settle();
        stranger("/v1/quotes/" + quote).statusCode(200);
        assertThat(stranger("/v1/quotes?limit=5").extract().<String>path("items[0].id"))
                .isEqualTo(quote);
        var editor = world.staff("editor");

        editor.request()
                .body(Map.of("title", "Another title"))
                .patch("/v1/quotes/" + quote)
                .then()
                .statusCode(200);
        settle();
        stranger("/v1/quotes/" + quote).statusCode(200).body("title", equalTo("Another title"));
        stranger("/v1/quotes?limit=5").body("items[0].title", equalTo("Another title"));

        editor.request().delete("/v1/quotes/" + quote).then().statusCode(204);
        settle();
        stranger("/v1/quotes/" + quote).statusCode(404);
        assertThat(stranger("/v1/quotes?limit=5").extract().<String>path("items[0].id"))
                .isNotEqualTo(quote);
    }

    @Test
    void who_blocks_the_author_is_not_shown_what_strangers_are() {
        var bela = world.person("bela");
        bela.gets("/v1/dubs/" + dub).then().statusCode(200);

        bela.blocks(author);

        bela.gets("/v1/dubs/" + dub).then().statusCode(404);
        stranger("/v1/dubs/" + dub).statusCode(200);
    }

    private void describe(Map<String, String> change) throws InterruptedException {
        author.request().body(change).patch("/v1/dubs/" + dub).then().statusCode(200);
        settle();
    }

    private void settle() throws InterruptedException {
        world.settle();
        kept.hears();
    }

    private static ValidatableResponse stranger(String path) {
        return given().get(path).then();
    }
}
