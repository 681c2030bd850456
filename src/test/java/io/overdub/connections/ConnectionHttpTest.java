package io.overdub.connections;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    void a_removed_follower_follows_no_longer_and_is_told_nothing() {
        var star = world.person("star");
        var fan = world.person("fan");
        var dub = star.publishes(world.quote("Removed"));
        fan.follows(star);
        star.follows(fan);
        world.settle();
        assertThat(fan.home()).containsExactly(dub);
        var told = fan.pages("/v1/me/inbox", "items.id");

        star.removes(fan);
        star.removes(fan);
        world.settle();

        assertThat(fan.home()).isEmpty();
        assertThat(star.pages("/v1/accounts/" + star.id() + "/followers", "items.account.id"))
                .isEmpty();
        fan.gets("/v1/accounts/" + star.id())
                .then()
                .statusCode(200)
                .body("following", is(false))
                .body("follower_count", is(0))
                .body("following_count", is(1));
        assertThat(fan.pages("/v1/me/inbox", "items.id")).isEqualTo(told);
        assertThat(star.pages("/v1/me/inbox", "items.id")).isEmpty();
        fan.follows(star);
        world.settle();
        assertThat(fan.home()).containsExactly(dub);
    }

    @Test
    void nobody_removes_themselves_or_somebody_who_is_not_there() {
        var star = world.person("star");
        var stranger = world.person("stranger");
        var enemy = world.person("enemy");
        var foe = world.person("foe");
        var gone = world.person("gone");
        var robot = world.person("robot");
        enemy.blocks(star);
        star.blocks(foe);
        gone.follows(star);
        gone.closesAccount();
        robot.follows(star);
        world.staff("moderator")
                .request()
                .body(Map.of("reason", "robot"))
                .put("/v1/admin/accounts/" + robot.id() + "/limit")
                .then()
                .statusCode(204);

        star.removes(stranger);
        for (var hidden :
                List.of(enemy.id(), foe.id(), gone.id(), robot.id(), "0190a000-0000-7000-8000-000000000000")) {
            star.request()
                    .delete("/v1/me/followers/" + hidden)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("account_not_found"));
        }
        star.request().delete("/v1/me/followers/" + star.id()).then().statusCode(422);
        star.request().delete("/v1/me/followers/nobody").then().statusCode(400);
        given().delete("/v1/me/followers/" + stranger.id()).then().statusCode(401);
    }

    /** However often it is tried: whoever comes last decides. */
    @Test
    void following_and_being_removed_at_once_end_in_one_of_their_orders() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var round = 0; round < 10; round++) {
                var star = world.person("star");
                var fan = world.person("fan");
                var follow = threads.submit(() -> fan.follows(star));
                star.removes(fan);
                follow.get();

                var follows = fan.gets("/v1/accounts/" + star.id()).<Boolean>path("following");
                star.gets("/v1/accounts/" + star.id()).then().body("follower_count", is(follows ? 1 : 0));
                star.removes(fan);
                fan.gets("/v1/accounts/" + star.id()).then().body("following", is(false));
                star.gets("/v1/accounts/" + star.id()).then().body("follower_count", is(0));
            }
        } finally {
            threads.shutdownNow();
        }
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
    void a_mute_is_the_muters_secret() {
        var one = world.person("one");
        var loud = world.person("loud");
        one.follows(loud);

        one.mutes(loud);
        one.mutes(loud);

        one.gets("/v1/accounts/" + loud.id()).then().body("muted", is(true)).body("following", is(true));
        loud.gets("/v1/accounts/" + one.id()).then().body("muted", is(false));
        assertThat(one.pages("/v1/me/mutes", "items.account.id")).containsExactly(loud.id());
        assertThat(loud.pages("/v1/me/mutes", "items.account.id")).isEmpty();
        one.unmutes(loud);
        one.unmutes(loud);
        one.gets("/v1/accounts/" + loud.id()).then().body("muted", is(false));
    }

    @Test
    void a_hundred_people_are_asked_about_at_once() {
        var one = world.person("one");
        var star = world.person("star");
        var loud = world.person("loud");
        var stranger = world.person("stranger");
        var enemy = world.person("enemy");
        one.follows(star);
        one.mutes(loud);
        enemy.blocks(one);
        var nobody = "0190a000-0000-7000-8000-000000000000";

        var asked = String.join(
                "&account_id=", star.id(), enemy.id(), nobody, loud.id(), star.id(), stranger.id(), one.id());
        one.gets("/v1/me/relationships?account_id=" + asked)
                .then()
                .statusCode(200)
                .body("items.account_id", contains(star.id(), loud.id(), stranger.id(), one.id()))
                .body("items.following", contains(true, false, false, false))
                .body("items.muted", contains(false, true, false, false));

        one.gets("/v1/me/relationships").then().statusCode(400).body("code", equalTo("malformed_parameter"));
        one.gets("/v1/me/relationships?account_id=" + "x".repeat(36)).then().statusCode(400);
        var tooMany = String.join("&account_id=", Collections.nCopies(101, star.id()));
        one.gets("/v1/me/relationships?account_id=" + tooMany).then().statusCode(400);
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
        one.request().put("/v1/accounts/" + one.id() + "/mute").then().statusCode(422);
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
