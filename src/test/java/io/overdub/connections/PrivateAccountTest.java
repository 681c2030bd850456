package io.overdub.connections;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.PrivacySet;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PrivateAccountTest {

    @Inject
    World world;

    @Inject
    AcceptWaiting acceptWaiting;

    @Test
    void following_a_private_account_is_asking_to() {
        var shy = shy();
        var fan = world.person("fan");

        fan.follows(shy);
        fan.follows(shy);

        stands(fan, shy, false, true);
        assertThat(asking(shy)).containsExactly(fan.id());
        assertThat(asking(fan)).isEmpty();
        shy.gets("/v1/accounts/" + shy.id()).then().body("private", is(true)).body("follower_count", is(0));

        shy.accepts(fan);
        shy.accepts(fan);

        stands(fan, shy, true, false);
        assertThat(asking(shy)).isEmpty();
        shy.gets("/v1/accounts/" + shy.id()).then().body("follower_count", is(1));
        fan.follows(shy);
        stands(fan, shy, true, false);
        fan.unfollows(shy);
        fan.follows(shy);
        stands(fan, shy, false, true);
    }

    @Test
    void a_request_ends_when_it_is_declined_or_taken_back_or_a_block_comes_between() {
        var shy = shy();
        var fan = world.person("fan");

        fan.follows(shy);
        shy.declines(fan);
        shy.declines(fan);
        gone(shy, fan);

        fan.follows(shy);
        fan.unfollows(shy);
        gone(shy, fan);

        fan.follows(shy);
        shy.blocks(fan);
        gone(shy, fan);
        shy.request().delete("/v1/accounts/" + fan.id() + "/block").then().statusCode(204);
        gone(shy, fan);

        fan.follows(shy);
        fan.blocks(shy);
        gone(shy, fan);
    }

    @Test
    void who_was_removed_sees_nothing_and_has_to_ask_again() {
        var shy = shy();
        var fan = world.person("fan");
        fan.follows(shy);
        shy.accepts(fan);
        var dub = shy.publishes(world.quote("Shy"));
        world.settle();
        assertThat(fan.home()).containsExactly(dub);

        shy.removes(fan);

        fan.gets("/v1/dubs/" + dub).then().statusCode(404);
        fan.gets("/v1/accounts/" + shy.id() + "/followers").then().statusCode(404);
        assertThat(fan.home()).isEmpty();
        fan.follows(shy);
        stands(fan, shy, false, true);
        assertThat(asking(shy)).containsExactly(fan.id());
        shy.gets("/v1/accounts/" + shy.id()).then().body("follower_count", is(0));

        shy.removes(fan);
        gone(shy, fan);
    }

    @Test
    void requests_page_newest_first() {
        var shy = shy();
        var first = world.person("first");
        var second = world.person("second");
        var third = world.person("third");
        first.follows(shy);
        second.follows(shy);
        third.follows(shy);

        var page = shy.gets("/v1/me/follow-requests?limit=2");

        assertThat(page.<List<String>>path("items.account.id")).containsExactly(third.id(), second.id());
        assertThat(asking(shy)).containsExactly(third.id(), second.id(), first.id());
    }

    @Test
    void what_a_private_account_makes_is_there_for_its_followers_only() {
        var author = world.person("author");
        var fan = world.person("fan");
        var stranger = world.person("stranger");
        var waiting = world.person("waiting");
        fan.follows(author);
        author.follows(fan);
        var quote = world.quote("Shy");
        var open = author.publishes(quote);
        var closer = author.publishes(quote, "", "followers");
        world.settle();
        author.goesPrivate();
        world.settle();
        waiting.follows(author);

        for (var outsider : List.of(stranger, waiting)) {
            outsider.gets("/v1/dubs/" + open).then().statusCode(404).body("code", equalTo("dub_not_found"));
            outsider.request().put("/v1/dubs/" + open + "/like").then().statusCode(404);
            outsider.request()
                    .body(Map.of("caption", "mine"))
                    .patch("/v1/dubs/" + open)
                    .then()
                    .statusCode(404);
            assertThat(outsider.pages("/v1/quotes/" + quote + "/dubs", "items.id"))
                    .isEmpty();
            for (var list : List.of("dubs", "followers", "following")) {
                outsider.gets("/v1/accounts/" + author.id() + "/" + list)
                        .then()
                        .statusCode(404)
                        .body("code", equalTo("account_not_found"));
            }
        }
        given().get("/v1/dubs/" + open).then().statusCode(404);
        given().get("/v1/accounts/" + author.id() + "/dubs").then().statusCode(404);
        given().get("/v1/accounts/" + author.id() + "/followers").then().statusCode(404);
        assertThat(given().get("/v1/quotes/" + quote + "/dubs").<List<String>>path("items.id"))
                .isEmpty();

        for (var insider : List.of(fan, author)) {
            insider.gets("/v1/dubs/" + open).then().statusCode(200).body("author.private", is(true));
            assertThat(insider.pages("/v1/accounts/" + author.id() + "/dubs", "items.id"))
                    .containsExactly(closer, open);
            assertThat(insider.pages("/v1/accounts/" + author.id() + "/followers", "items.account.id"))
                    .containsExactly(fan.id());
        }
        assertThat(fan.home()).containsExactly(closer, open);

        author.goesPublic();
        stranger.gets("/v1/dubs/" + open).then().statusCode(200);
    }

    @Test
    void opening_an_account_accepts_all_who_wait() {
        var shy = shy();
        var first = world.person("first");
        var second = world.person("second");
        first.follows(shy);
        second.follows(shy);

        shy.goesPublic();
        world.settle();

        assertThat(asking(shy)).isEmpty();
        assertThat(shy.pages("/v1/accounts/" + shy.id() + "/followers", "items.account.id"))
                .containsExactly(second.id(), first.id());
        shy.gets("/v1/accounts/" + shy.id()).then().body("follower_count", is(2));
    }

    @Test
    void whoever_asked_after_it_was_closed_again_keeps_waiting() {
        var shy = shy();
        var early = world.person("early");
        var late = world.person("late");
        early.follows(shy);
        var opened = world.clock().instant();
        world.clock().advance(Duration.ofSeconds(1));
        late.follows(shy);

        acceptWaiting.on(new PrivacySet(AccountId.fromString(shy.id()), false, opened));

        stands(early, shy, true, false);
        stands(late, shy, false, true);
    }

    @Test
    void accepting_and_taking_back_and_blocking_at_once_end_in_one_of_their_orders() throws Exception {
        var threads = Executors.newFixedThreadPool(3);
        try {
            for (var round = 0; round < 10; round++) {
                var shy = shy();
                var fan = world.person("fan");
                fan.follows(shy);
                Callable<Integer> accept = () ->
                        shy.request().put("/v1/me/follow-requests/" + fan.id()).statusCode();
                Callable<Integer> back = () -> fan.request()
                        .delete("/v1/accounts/" + shy.id() + "/follow")
                        .statusCode();
                Callable<Integer> block = () ->
                        shy.request().put("/v1/accounts/" + fan.id() + "/block").statusCode();

                var race = threads.invokeAll(round % 2 == 0 ? List.of(accept, back) : List.of(accept, back, block));

                assertThat(race.get(0).get()).isIn(204, 404);
                assertThat(race.get(1).get()).isEqualTo(204);
                shy.request().delete("/v1/accounts/" + fan.id() + "/block");
                // Whatever came first: a request that was taken back, or a follow, is not there any more.
                gone(shy, fan);
                shy.gets("/v1/accounts/" + shy.id()).then().body("follower_count", is(0));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void no_request_is_forgotten_when_an_account_opens_meanwhile() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var round = 0; round < 10; round++) {
                var shy = shy();
                var fan = world.person("fan");
                var follow = threads.submit(() -> fan.follows(shy));
                shy.goesPublic();
                follow.get();
                world.settle();

                stands(fan, shy, true, false);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nobody_accepts_who_never_asked() {
        var shy = shy();
        var nobody = world.person("nobody");

        shy.request()
                .put("/v1/me/follow-requests/" + nobody.id())
                .then()
                .statusCode(404)
                .body("code", equalTo("follow_request_not_found"));
        shy.request().put("/v1/me/follow-requests/" + shy.id()).then().statusCode(404);
        shy.request().put("/v1/me/follow-requests/x").then().statusCode(400);
        stands(nobody, shy, false, false);
    }

    private Person shy() {
        var shy = world.person("shy");
        shy.goesPrivate();
        return shy;
    }

    private static List<String> asking(Person whom) {
        return whom.pages("/v1/me/follow-requests", "items.account.id");
    }

    private static void gone(Person shy, Person fan) {
        assertThat(asking(shy)).isEmpty();
        shy.request()
                .put("/v1/me/follow-requests/" + fan.id())
                .then()
                .statusCode(404)
                .body("code", equalTo("follow_request_not_found"));
    }

    private static void stands(Person viewer, Person person, boolean following, boolean requested) {
        viewer.gets("/v1/me/relationships?account_id=" + person.id())
                .then()
                .statusCode(200)
                .body("items[0].following", is(following))
                .body("items[0].requested", is(requested));
    }
}
