package io.overdub.journeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.overdub.world.DemoMedia;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job, over HTTP and storage only, with real media. */
@QuarkusTest
class NewcomerMakesTheirFirstDubTest {

    @Inject
    World world;

    @ParameterizedTest
    @EnumSource(
            value = DemoMedia.class,
            names = {"VIDEO", "VIDEO_INDEX_LAST"})
    void what_a_follower_plays_is_what_was_filmed(DemoMedia film) {
        var quote = world.quote("Nobody panic");
        var follower = world.person("bela");
        var newcomer = world.person("ada");
        follower.follows(newcomer);

        newcomer.gets("/v1/quotes").then().statusCode(200).body("items.id", hasItem(quote));
        var upload = newcomer.uploads(film);
        var dub = newcomer.tries(quote, upload, "My first one! #Früh #日本", "public")
                .then()
                .statusCode(201)
                .body("author.username", equalTo(newcomer.username()))
                .body("quote.id", equalTo(quote))
                .body("attribution.title", equalTo("Nobody panic"))
                .body("attribution.text", equalTo("Made for tests"))
                .body("tags", contains("früh", "日本"))
                .body("likes", is(0))
                .extract()
                .<String>path("id");
        world.settle();

        var home = follower.gets("/v1/feeds/home")
                .then()
                .statusCode(200)
                .body("items[0].dub.id", equalTo(dub))
                .body("items[0].reason", equalTo("following"))
                .extract();
        var played = follower.downloads(home.path("items[0].dub.video_url"));
        assertThat(DemoMedia.sha256(played)).isEqualTo(DemoMedia.sha256(film.bytes()));
    }

    @Test
    void a_guest_who_signs_up_keeps_everything() {
        var quote = world.quote("Keep it");
        var author = world.person("chidi");
        var dub = author.publishes(quote);
        var guest = world.guest();
        guest.follows(author);
        guest.likes(dub);
        var name = "late." + UUID.randomUUID().toString().substring(0, 8);

        var upgraded = guest.request()
                .body(Map.of(
                        "username",
                        name,
                        "email",
                        name + "@people.test",
                        "password",
                        "a long enough password",
                        "country",
                        "FR",
                        "language",
                        "fr"))
                .post("/v1/auth/register")
                .then()
                .statusCode(201)
                .body("account.id", equalTo(guest.id()))
                .body("account.username", equalTo(name))
                .extract();
        world.settle();

        given().contentType(ContentType.JSON)
                .auth()
                .oauth2(upgraded.path("access_token"))
                .get("/v1/feeds/home")
                .then()
                .statusCode(200)
                .body("items.dub.id", contains(dub))
                .body("items[0].dub.liked", is(true));
    }
}
