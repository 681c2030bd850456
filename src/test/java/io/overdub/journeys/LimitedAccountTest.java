package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is limited goes on as before and does not notice; others are shown and told nothing of it. */
@QuarkusTest
class LimitedAccountTest {

    @Inject
    World world;

    private final String word =
            "w" + UUID.randomUUID().toString().substring(0, 13).replace("-", "");

    private Person rude;
    private Person ben;
    private Person moderator;
    private String theirDub;
    private String bensDub;

    @BeforeEach
    void somebody_is_rude() {
        rude = world.person("rude");
        ben = world.person("ben");
        moderator = world.staff("moderator");
        ben.follows(rude);
        theirDub = rude.publishes(world.quote("Before"), "Look #" + word, "public");
        bensDub = ben.publishes(world.quote("Bens"));
        world.settle();
        assertThat(ben.home()).contains(theirDub);
        assertThat(found(ben)).contains(theirDub);
        says("PUT", rude, "Rude");
        world.settle();
    }

    @Test
    void others_see_nothing_of_what_they_did_and_do() {
        var unread = unread();
        var said = rude.comments(bensDub, "Something rude");
        rude.likes(bensDub);
        rude.follows(ben);
        var later = rude.publishes(world.quote("After"), "Again #" + word, "public");
        world.settle();

        assertThat(ben.gets("/v1/accounts/" + rude.id()).statusCode()).isEqualTo(404);
        assertThat(ben.gets("/v1/dubs/" + theirDub).statusCode()).isEqualTo(404);
        assertThat(ben.gets("/v1/dubs/" + later).statusCode()).isEqualTo(404);
        assertThat(ben.home()).doesNotContain(theirDub, later);
        assertThat(found(ben)).isEmpty();
        assertThat(ben.pages("/v1/dubs/" + bensDub + "/comments", "items.id")).isEmpty();
        assertThat(ben.pages("/v1/accounts/" + ben.id() + "/followers", "items.account.id"))
                .doesNotContain(rude.id());
        assertThat(ben.gets("/v1/me/inbox").asString()).doesNotContain(rude.id());
        assertThat(unread()).as("not even a number tells").isEqualTo(unread);
        assertThat(said).isNotEmpty();
    }

    @Test
    void they_do_not_notice() {
        var said = rude.comments(bensDub, "Something rude");
        var quote = world.quote("After");
        var later = rude.publishes(quote, "Again #" + word, "public");
        world.settle();

        for (var feed : List.of("tags/" + word, "quotes/" + quote)) {
            assertThat(ben.pages("/v1/feeds/" + feed, "items.dub.id")).isEmpty();
            assertThat(rude.pages("/v1/feeds/" + feed, "items.dub.id")).contains(later);
            assertThat(ben.pages("/v1/feeds/" + feed, "items.dub.id")).isEmpty();
        }
        assertThat(rude.gets("/v1/accounts/" + rude.id()).statusCode()).isEqualTo(200);
        assertThat(rude.pages("/v1/me/dubs", "items.id")).contains(theirDub, later);
        assertThat(rude.pages("/v1/accounts/" + rude.id() + "/dubs", "items.id"))
                .contains(theirDub, later);
        assertThat(rude.gets("/v1/dubs/" + later).statusCode()).isEqualTo(200);
        assertThat(rude.pages("/v1/dubs/" + bensDub + "/comments", "items.id")).contains(said);
        assertThat(world.again(rude).gets("/v1/me").statusCode()).isEqualTo(200);
        rude.follows(ben);
        assertThat(rude.pages("/v1/accounts/" + ben.id() + "/followers", "items.account.id"))
                .contains(rude.id());
    }

    /** A page is filled up from what follows, but only so often. */
    @Test
    void nobody_sees_an_empty_page_because_many_of_them_were_liked() {
        var quote = world.quote("Liked");
        var tag = "liked" + word;
        ben.likes(world.person("plain").publishes(quote, "#" + tag, "public"));
        for (var i = 0; i < 8; i++) {
            var liked = world.person("liked");
            var theirs = liked.publishes(quote, "#" + tag, "public");
            List.of(ben, rude, moderator, liked).forEach(fan -> fan.likes(theirs));
            says("PUT", liked, "One of many");
        }
        world.settle();
        // What many like is forgotten by then.
        world.clock().advance(Duration.ofSeconds(4));

        var newcomer = world.person("newcomer");
        for (var feed : List.of("for-you", "trending", "tags/" + tag, "quotes/" + quote)) {
            newcomer.gets("/v1/feeds/" + feed + "?limit=1")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
        }
    }

    /** Whoever lifts it, or hears a complaint, looks for them first. */
    @Test
    void staff_finds_them_also_when_they_closed_their_account() {
        staffFinds(rude);
        rude.closesAccount();
        world.settle();
        staffFinds(rude);
    }

    private void staffFinds(Person person) {
        for (var query : List.of("by=id&q=" + person.id(), "by=email&q=" + person.username() + "@people.test")) {
            moderator
                    .gets("/v1/admin/search?" + query)
                    .then()
                    .statusCode(200)
                    .body("items.account.id", hasItem(person.id()));
        }
    }

    @Test
    void all_is_back_when_it_is_lifted_and_it_is_known_who_did_what_and_why() {
        says("DELETE", rude, "They said sorry");
        world.settle();

        assertThat(ben.gets("/v1/accounts/" + rude.id()).statusCode()).isEqualTo(200);
        assertThat(ben.home()).contains(theirDub);
        assertThat(found(ben)).contains(theirDub);
        moderator
                .gets("/v1/admin/accounts/" + rude.id() + "/limit")
                .then()
                .statusCode(200)
                .body("limited", equalTo(false))
                .body("changes", hasSize(2))
                .body("changes.reason", equalTo(List.of("They said sorry", "Rude")))
                .body("changes[0].by_id", equalTo(moderator.id()));
        moderator
                .request()
                .body(Map.of("reason", "Me"))
                .put("/v1/admin/accounts/" + moderator.id() + "/limit")
                .then()
                .statusCode(403)
                .body("code", equalTo("own_account"));
    }

    @Test
    void nobody_is_not_said_to_be_free() {
        moderator
                .gets("/v1/admin/accounts/" + UUID.randomUUID() + "/limit")
                .then()
                .statusCode(404)
                .body("code", equalTo("account_not_found"));
    }

    private void says(String method, Person person, String reason) {
        var answer = moderator
                .request()
                .body(Map.of("reason", reason))
                .request(method, "/v1/admin/accounts/" + person.id() + "/limit");
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    private List<String> found(Person reader) {
        return reader.gets("/v1/search?in=dubs&q=" + word)
                .then()
                .statusCode(200)
                .extract()
                .path("items.dub.id");
    }

    private int unread() {
        return ben.gets("/v1/me/inbox").then().statusCode(200).extract().path("unread");
    }
}
