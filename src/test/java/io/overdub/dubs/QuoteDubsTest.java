package io.overdub.dubs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QuoteDubsTest {

    @Inject
    World world;

    @Test
    void everybody_sees_of_a_quote_the_dubs_that_are_for_them() {
        var quote = world.quote("Seen by");
        var author = world.person("author");
        var follower = world.person("follower");
        var stranger = world.person("stranger");
        var blocked = world.person("blocked");
        follower.follows(author);
        author.blocks(blocked);
        var open = author.publishes(quote, "", "public");
        var close = author.publishes(quote, "", "followers");
        author.publishes(quote, "", "private");
        var elsewhere = stranger.publishes(world.quote("Another"));
        var path = "/v1/quotes/" + quote + "/dubs?limit=1";

        assertThat(author.pages(path, "items.id")).containsExactly(close, open);
        assertThat(follower.pages(path, "items.id")).containsExactly(close, open);
        assertThat(stranger.pages(path, "items.id")).containsExactly(open).doesNotContain(elsewhere);
        assertThat(blocked.pages(path, "items.id")).isEmpty();
        given().get("/v1/quotes/" + quote + "/dubs").then().statusCode(200).body("items.id", equalTo(List.of(open)));
        follower.unfollows(author);
        assertThat(follower.pages(path, "items.id")).containsExactly(open);
        author.request().delete("/v1/dubs/" + open).then().statusCode(204);
        assertThat(stranger.pages(path, "items.id")).isEmpty();
    }

    @Test
    void the_most_liked_come_first_and_among_equals_the_newest() {
        var quote = world.quote("Liked");
        var author = world.person("author");
        var fans = List.of(world.person("fan"), world.person("fan"), world.person("fan"));
        var none = author.publishes(quote);
        var one = author.publishes(quote);
        var three = author.publishes(quote);
        var alsoOne = author.publishes(quote);
        likes(fans.subList(0, 1), one);
        likes(fans.subList(1, 2), alsoOne);
        likes(fans, three);
        var path = "/v1/quotes/" + quote + "/dubs?order=top&limit=1";

        assertThat(author.pages(path, "items.id")).containsExactly(three, alsoOne, one, none);
        likes(fans.subList(0, 2), none);
        assertThat(author.pages(path, "items.id")).containsExactly(three, none, alsoOne, one);
        assertThat(author.pages("/v1/quotes/" + quote + "/dubs?order=recent&limit=3", "items.id"))
                .containsExactly(alsoOne, three, one, none);
        given().get("/v1/quotes/" + quote + "/dubs?order=best").then().statusCode(400);
    }

    @Test
    void only_public_dubs_count_as_uses_and_only_while_they_are() {
        var quote = world.quote("Counted");
        var author = world.person("author");
        var dub = author.publishes(quote, "", "public");
        author.publishes(quote, "", "followers");
        var hidden = author.publishes(quote, "", "private");
        assertThat(usesOf(quote)).isEqualTo(1);

        shows(author, hidden, "public");
        shows(author, hidden, "public");
        assertThat(usesOf(quote)).isEqualTo(2);
        shows(author, dub, "followers");
        assertThat(usesOf(quote)).isEqualTo(1);
        author.request().delete("/v1/dubs/" + dub).then().statusCode(204);
        author.request().delete("/v1/dubs/" + hidden).then().statusCode(204);
        author.request().delete("/v1/dubs/" + hidden).then().statusCode(404);

        assertThat(usesOf(quote)).isZero();
    }

    @Test
    void a_withdrawn_quote_has_no_page_and_its_dubs_live_on() {
        var quote = world.quote("Withdrawn");
        var author = world.person("author");
        var dub = author.publishes(quote);
        world.staff("editor").request().delete("/v1/quotes/" + quote).then().statusCode(204);

        author.gets("/v1/quotes/" + quote + "/dubs").then().statusCode(404).body("code", equalTo("quote_not_found"));
        author.gets("/v1/dubs/" + dub).then().statusCode(200);
    }

    @Test
    void pages_go_on_past_dubs_that_are_not_for_the_viewer() {
        var quote = world.quote("Mostly hidden");
        var author = world.person("author");
        var reader = world.person("reader");
        var shown = new ArrayList<String>();
        for (var i = 0; i < 8; i++) {
            var dub = author.publishes(quote, "", i % 4 == 0 ? "public" : "followers");
            if (i % 4 == 0) {
                shown.add(0, dub);
            }
        }

        assertThat(reader.pages("/v1/quotes/" + quote + "/dubs?limit=2", "items.id"))
                .containsExactlyElementsOf(shown);
    }

    private static void likes(List<Person> fans, String dub) {
        fans.forEach(fan -> fan.likes(dub));
    }

    private static void shows(Person author, String dub, String visibility) {
        author.request()
                .body(Map.of("visibility", visibility))
                .patch("/v1/dubs/" + dub)
                .then()
                .statusCode(200);
    }

    private static int usesOf(String quote) {
        return given().get("/v1/quotes/" + quote)
                .then()
                .statusCode(200)
                .extract()
                .path("uses");
    }
}
