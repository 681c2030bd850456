package io.overdub.connections;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConnectionHttpTest {

    @Inject
    World world;

    @Test
    void following_twice_is_following_once() {
        var fan = world.person("fan");
        var star = world.person("star");

        fan.follows(star);
        fan.follows(star);

        assertThat(fan.pages("/v1/accounts/" + star.id() + "/followers", "items.account.id"))
                .containsExactly(fan.id());
        fan.gets("/v1/accounts/" + star.id()).then().statusCode(200).body("following", is(true));
        star.gets("/v1/accounts/" + fan.id()).then().body("following", is(false));
        given().get("/v1/accounts/" + star.id())
                .then()
                .statusCode(200)
                .body("username", equalTo(star.username()))
                .body("following", is(false));
        fan.unfollows(star);
        fan.unfollows(star);
        assertThat(fan.pages("/v1/accounts/" + fan.id() + "/following", "items.account.id"))
                .isEmpty();
    }

    @Test
    void lists_page_newest_first_and_leave_out_whom_a_block_separates() {
        var star = world.person("star");
        var shy = world.person("shy");
        var fans = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            var fan = world.person("fan" + i);
            fan.follows(star);
            fans.add(0, fan.id());
        }
        shy.follows(star);
        shy.blocks(world.person("unrelated"));
        var viewer = world.person("viewer");
        shy.blocks(viewer);

        var path = "/v1/accounts/" + star.id() + "/followers?limit=2";
        var first = viewer.gets(path);

        assertThat(first.<ArrayList<String>>path("items.account.id")).containsExactly(fans.get(0), fans.get(1));
        assertThat(viewer.pages("/v1/accounts/" + star.id() + "/followers", "items.account.id"))
                .containsExactlyElementsOf(fans);
        assertThat(star.pages("/v1/accounts/" + star.id() + "/followers", "items.account.id"))
                .hasSize(6);
    }

    @Test
    void a_block_ends_follows_both_ways_and_shows_to_the_blocker_only() {
        var one = world.person("one");
        var other = world.person("other");
        one.follows(other);
        other.follows(one);

        one.blocks(other);

        assertThat(one.pages("/v1/me/blocks", "items.account.id")).containsExactly(other.id());
        assertThat(other.pages("/v1/me/blocks", "items.account.id")).isEmpty();
        other.gets("/v1/accounts/" + one.id()).then().statusCode(404).body("code", equalTo("account_not_found"));
        other.gets("/v1/accounts/" + one.id() + "/followers").then().statusCode(404);
        one.request().delete("/v1/accounts/" + other.id() + "/block").then().statusCode(204);
        one.gets("/v1/accounts/" + other.id()).then().statusCode(200).body("following", is(false));
    }

    @Test
    void no_follow_outlives_a_block_made_at_the_same_time() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var round = 0; round < 10; round++) {
                var one = world.person("one");
                var other = world.person("other");
                var follow = threads.submit(() -> other.request()
                        .put("/v1/accounts/" + one.id() + "/follow")
                        .statusCode());
                one.blocks(other);
                assertThat(follow.get()).isIn(204, 404);

                one.request()
                        .delete("/v1/accounts/" + other.id() + "/block")
                        .then()
                        .statusCode(204);
                other.gets("/v1/accounts/" + one.id()).then().body("following", is(false));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nobody_follows_themselves_or_nobody() {
        var one = world.person("one");

        one.request()
                .put("/v1/accounts/" + one.id() + "/follow")
                .then()
                .statusCode(422)
                .body("code", equalTo("not_with_yourself"));
        one.request().put("/v1/accounts/" + one.id() + "/block").then().statusCode(422);
        one.request()
                .put("/v1/accounts/0190a000-0000-7000-8000-000000000000/follow")
                .then()
                .statusCode(404)
                .body("code", equalTo("account_not_found"));
        one.request()
                .put("/v1/accounts/not-an-id/follow")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed_parameter"));
    }
}
