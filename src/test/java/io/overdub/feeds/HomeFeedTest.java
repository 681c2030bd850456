package io.overdub.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HomeFeedTest {

    @Inject
    World world;

    @Inject
    RedisScripts redis;

    @Inject
    DataSource database;

    @Test
    void dubs_come_newest_first_in_pages_without_gap_or_repeat() {
        var author = world.person("author");
        var reader = world.person("reader");
        reader.follows(author);
        var quote = world.quote("Many");
        var dubs = new ArrayList<String>();
        for (var i = 0; i < 7; i++) {
            dubs.add(0, author.publishes(quote));
        }
        world.settle();

        var first = reader.gets("/v1/feeds/home?limit=3");
        var late = author.publishes(quote);
        world.settle();
        var second = reader.gets("/v1/feeds/home?limit=3&cursor=" + first.path("next"));
        var third = reader.gets("/v1/feeds/home?limit=3&cursor=" + second.path("next"));

        assertThat(idsOf(first)).containsExactlyElementsOf(dubs.subList(0, 3));
        assertThat(idsOf(second)).containsExactlyElementsOf(dubs.subList(3, 6));
        assertThat(idsOf(third)).containsExactlyElementsOf(dubs.subList(6, 7));
        assertThat(third.<String>path("next")).isNull();
        assertThat(reader.home().get(0)).isEqualTo(late);
    }

    @Test
    void whoever_follows_finds_older_dubs_and_whoever_stops_loses_them() {
        var author = world.person("author");
        var reader = world.person("reader");
        var dub = author.publishes(world.quote("Older"));
        assertThat(reader.home()).isEmpty();

        reader.follows(author);
        world.settle();
        assertThat(reader.home()).containsExactly(dub);

        reader.unfollows(author);
        assertThat(reader.home()).isEmpty();
    }

    @Test
    void whoever_wants_gets_the_same_dubs_in_the_order_of_a_formula_that_stays_while_they_scroll() {
        var author = world.person("author");
        var other = world.person("other");
        var reader = world.person("reader");
        reader.follows(author);
        reader.follows(other);
        var quote = world.quote("By formula");
        var liked = author.publishes(quote);
        var plain = author.publishes(quote);
        var others = other.publishes(quote);
        for (var fan : List.of(reader, author)) {
            fan.likes(liked);
        }
        world.settle();

        var first = reader.gets("/v1/feeds/home?order=ranked&limit=1");
        first.then().body("order", equalTo("ranked")).body("items.ranker.name", equalTo(List.of("home")));
        assertThat(idsOf(first)).containsExactly(liked);
        for (var fan : List.of(other, author, reader)) {
            fan.likes(plain);
        }
        author.publishes(quote);
        reader.unfollows(other);
        world.settle();
        var rest = reader.gets("/v1/feeds/home?order=ranked&limit=5&cursor=" + first.path("next"));

        assertThat(idsOf(rest)).containsExactly(plain).doesNotContain(others);
        assertThat(rest.<String>path("next")).isNull();
        reader.gets("/v1/feeds/home?limit=1&cursor=" + first.path("next"))
                .then()
                .statusCode(400);
        reader.gets("/v1/feeds/home?order=best").then().statusCode(400);
    }

    @Test
    void whoever_is_muted_is_followed_still_and_not_seen() {
        var loud = world.person("loud");
        var author = world.person("author");
        var reader = world.person("reader");
        reader.follows(loud);
        reader.follows(author);
        var quote = world.quote("Muted");
        var before = loud.publishes(quote);
        var other = author.publishes(quote);
        world.settle();

        reader.mutes(loud);
        var after = loud.publishes(quote);
        world.settle();

        assertThat(reader.home()).containsExactly(other);
        assertThat(reader.pages("/v1/accounts/" + loud.id() + "/dubs", "items.id"))
                .containsExactly(after, before);
        reader.gets("/v1/dubs/" + before).then().statusCode(200).body("muted", equalTo(true));
        reader.unmutes(loud);
        assertThat(reader.home()).containsExactly(after, other, before);
    }

    @Test
    void what_is_hidden_unfollowed_or_blocked_leaves_the_timeline_itself() {
        var author = world.person("author");
        var left = world.person("left");
        var blocker = world.person("blocker");
        var reader = world.person("reader");
        List.of(author, left, blocker).forEach(reader::follows);
        var quote = world.quote("Leaves");
        var deleted = author.publishes(quote);
        var madePrivate = author.publishes(quote);
        var kept = author.publishes(quote);
        var lefts = left.publishes(quote);
        var blockers = blocker.publishes(quote);
        world.settle();
        assertThat(reader.home()).containsExactly(blockers, lefts, kept, madePrivate, deleted);
        assertThat(timelineOf(reader)).contains(blockers, lefts, kept, madePrivate, deleted);

        author.request().delete("/v1/dubs/" + deleted).then().statusCode(204);
        setVisibility(author, madePrivate, "private");
        reader.unfollows(left);
        blocker.blocks(reader);
        world.settle();

        assertThat(timelineOf(reader)).contains(kept).doesNotContain(blockers, lefts, madePrivate, deleted);
        setVisibility(author, madePrivate, "followers");
        world.settle();
        assertThat(timelineOf(reader)).contains(kept, madePrivate);
        assertThat(reader.home()).containsExactly(kept, madePrivate);
    }

    @Test
    void a_block_holds_in_the_very_next_answer_for_both() {
        var author = world.person("author");
        var reader = world.person("reader");
        reader.follows(author);
        var dub = author.publishes(world.quote("Blocked"));
        world.settle();
        assertThat(reader.home()).containsExactly(dub);

        author.blocks(reader);

        assertThat(reader.home()).isEmpty();
        reader.gets("/v1/dubs/" + dub).then().statusCode(404);
        reader.gets("/v1/accounts/" + author.id()).then().statusCode(404);
        author.gets("/v1/accounts/" + reader.id()).then().statusCode(404);
        reader.request().put("/v1/accounts/" + author.id() + "/follow").then().statusCode(404);
        assertThat(author.pages("/v1/accounts/" + author.id() + "/followers", "items.account.id"))
                .isEmpty();
    }

    @Test
    void a_feed_that_redis_lost_is_rebuilt_from_the_truth() {
        var author = world.person("author");
        var reader = world.person("reader");
        reader.follows(author);
        var quote = world.quote("Lost");
        var before = author.publishes(quote);
        world.settle();
        assertThat(reader.home()).containsExactly(before);

        forgetTimelineOf(reader);
        var after = author.publishes(quote);
        world.settle();

        assertThat(reader.home()).containsExactly(after, before);
    }

    @Test
    void a_timeline_that_holds_rubbish_is_built_anew() {
        var author = world.person("author");
        var reader = world.person("reader");
        reader.follows(author);
        var dub = author.publishes(world.quote("Rubbish"));
        world.settle();
        assertThat(reader.home()).containsExactly(dub);
        var rubbish = Script.of("return redis.call('ZADD', KEYS[1], 0, 'ffff')");
        assertThat(redis.run(rubbish, List.of("feeds:home:" + reader.id()), List.of()))
                .isPresent();

        assertThat(reader.home()).containsExactly(dub);
        assertThat(reader.home()).containsExactly(dub);
    }

    @Test
    void deleted_dubs_leave_full_pages_behind() {
        var author = world.person("author");
        var reader = world.person("reader");
        reader.follows(author);
        var quote = world.quote("Holes");
        var dubs = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            dubs.add(0, author.publishes(quote));
        }
        world.settle();
        author.request().delete("/v1/dubs/" + dubs.get(0)).then().statusCode(204);
        author.request().delete("/v1/dubs/" + dubs.get(2)).then().statusCode(204);

        var page = reader.gets("/v1/feeds/home?limit=3");

        assertThat(idsOf(page)).containsExactly(dubs.get(1), dubs.get(3), dubs.get(4));
        assertThat(page.<String>path("next")).isNotNull();
    }

    /** As rows: so many people can't be made in a test. */
    @Test
    void whoever_follows_thousands_finds_what_those_made_whom_they_followed_first() throws SQLException {
        var first = world.person("first");
        var reader = world.person("reader");
        reader.follows(first);
        var dub = first.publishes(world.quote("Long ago"));
        world.settle();
        try (var connection = database.getConnection();
                var follows = connection.prepareStatement("""
                        insert into connections.follow (id, follower_id, followee_id, created_at)
                        select encode(set_byte(uuid_send(gen_random_uuid()), 0, 255), 'hex')::uuid, ?::uuid, gen_random_uuid(), now()
                        from generate_series(2, 5000)""")) {
            follows.setString(1, reader.id());
            follows.executeUpdate();
        }

        assertThat(reader.home()).containsExactly(dub);
        assertThat(reader.home()).containsExactly(dub);
    }

    @Test
    void a_cursor_works_for_its_own_list_only() {
        var author = world.person("author");
        var reader = world.person("reader");
        var other = world.person("other");
        reader.follows(author);
        other.follows(author);
        var quote = world.quote("Cursor");
        author.publishes(quote);
        author.publishes(quote);
        world.settle();
        var cursor = reader.gets("/v1/feeds/home?limit=1").<String>path("next");

        other.gets("/v1/feeds/home?cursor=" + cursor).then().statusCode(400).body("code", equalTo("bad_cursor"));
        reader.gets("/v1/quotes?cursor=" + cursor).then().statusCode(400).body("code", equalTo("bad_cursor"));
        reader.gets("/v1/feeds/home?cursor=" + cursor + "x").then().statusCode(400);
        reader.gets("/v1/feeds/home?limit=0").then().statusCode(400).body("code", equalTo("malformed_parameter"));
        reader.gets("/v1/feeds/home?limit=51").then().statusCode(400);
    }

    private static void setVisibility(Person author, String dub, String visibility) {
        var etag = author.gets("/v1/dubs/" + dub).header("ETag");
        author.request()
                .header("If-Match", etag)
                .body(Map.of("visibility", visibility))
                .patch("/v1/dubs/" + dub)
                .then()
                .statusCode(200);
    }

    private List<String> timelineOf(Person reader) {
        var members = new ArrayList<String>();
        redis.run(
                        Script.of("return redis.call('ZRANGE', KEYS[1], 0, -1)"),
                        List.of("feeds:home:" + reader.id()),
                        List.of())
                .orElseThrow()
                .forEach(member -> members.add(member.toString()));
        return members;
    }

    private void forgetTimelineOf(Person reader) {
        redis.run(Script.of("return redis.call('DEL', KEYS[1])"), List.of("feeds:home:" + reader.id()), List.of());
    }

    private static List<String> idsOf(Response page) {
        return page.then().statusCode(200).extract().path("items.dub.id");
    }
}
