package io.overdub.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.dubs.LikeSet;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrendingFeedTest {

    private static final String FEED = "/v1/feeds/trending";
    private static final String QUOTES = "/v1/feeds/trending-quotes";
    private static final Duration MEMORY = Duration.ofSeconds(5);
    private static final Duration LONG_AGO = Duration.ofDays(60);

    /** As a Redis that was started anew. */
    private static final Script LOSE_EVERYTHING = Script.of("""
            for _, key in ipairs(redis.call('KEYS', 'feeds:trends:*')) do redis.call('DEL', key) end
            return 1""");

    @Inject
    World world;

    @Inject
    RedisScripts redis;

    @Inject
    DataSource database;

    @Inject
    KeepTrends keepTrends;

    @Inject
    CountLike countLike;

    @Test
    void dubs_come_in_the_order_of_how_many_took_to_them() {
        var quote = world.quote("Trending");
        var author = world.person("author");
        var loved = author.publishes(quote);
        var liked = author.publishes(quote);
        var own = author.publishes(quote);
        var plain = author.publishes(quote);
        likes(crowd(6), loved);
        likes(crowd(2), liked);
        author.likes(own);
        for (var i = 0; i < 3; i++) {
            world.guest().likes(own);
        }
        settle();

        var reader = world.person("reader");
        var ids = all(reader, FEED, "dub");

        assertThat(ids).containsSubsequence(loved, liked).doesNotContain(own, plain);
        reader.gets(FEED)
                .then()
                .body("order", equalTo("ranked"))
                .body("items.reason", everyItem(equalTo("trending")))
                .body("items.ranker.name", everyItem(equalTo("trending")))
                .body("items.context", everyItem(notNullValue()));
        assertThat(all(world.person("other"), FEED, "dub")).isEqualTo(ids);
    }

    /** Whoever may see it would find it there, and nobody else: but all read the same order, in which it takes a place. */
    @Test
    void what_only_some_may_see_does_not_trend() {
        var quote = world.quote("For some");
        var author = world.person("author");
        var shy = world.person("shy");
        var follower = world.person("follower");
        List.of(author, shy).forEach(follower::follows);
        var open = author.publishes(quote);
        var forFollowers = author.publishes(quote, "", "followers");
        var shyly = shy.publishes(quote);
        List.of(open, forFollowers, shyly).forEach(dub -> likes(crowd(2), dub));
        shy.goesPrivate();
        settle();

        assertThat(all(follower, FEED, "dub")).contains(open).doesNotContain(forFollowers, shyly);
        assertThat(all(shy, FEED, "dub")).doesNotContain(shyly);
    }

    @Test
    void quotes_trend_by_how_many_different_people_dub_them() {
        var busy = world.quote("Many people");
        var loud = world.quote("One person");
        var zealot = world.person("zealot");
        var deleted = "";
        for (var i = 0; i < 4; i++) {
            world.person("maker").publishes(busy);
            deleted = zealot.publishes(loud);
        }
        var reader = world.person("reader");
        var gone = world.person("gone");
        var vanished = gone.publishes(world.quote("Deleted"));
        settle();

        assertThat(all(reader, QUOTES, "quote")).containsSubsequence(busy, loud);
        reader.gets(QUOTES)
                .then()
                .body("order", equalTo("ranked"))
                .body("items.reason", everyItem(equalTo("trending")))
                .body("items.ranker.name", everyItem(equalTo("trending-quotes")));
        var quoteOfGone = gone.gets("/v1/dubs/" + vanished).<String>path("quote.id");
        assertThat(all(reader, QUOTES, "quote")).contains(quoteOfGone);

        gone.request().delete("/v1/dubs/" + vanished).then().statusCode(204);
        // They have others of that quote, but not one that was counted: their first.
        zealot.request().delete("/v1/dubs/" + deleted).then().statusCode(204);
        settle();
        assertThat(all(reader, QUOTES, "quote")).contains(loud).doesNotContain(quoteOfGone);
    }

    @Test
    void whoever_takes_away_their_first_dub_of_a_quote_counts_by_another_one() {
        var once = world.quote("Made once");
        var again = world.quote("Made again");
        var maker = world.person("maker");
        var firsts = List.of(maker.publishes(once), maker.publishes(again));
        settle();
        var reader = world.person("reader");
        assertThat(all(reader, QUOTES, "quote")).contains(once, again);

        maker.publishes(once, "", "followers");
        var second = maker.publishes(again);
        var third = maker.publishes(again);
        firsts.forEach(dub -> maker.request().delete("/v1/dubs/" + dub).then().statusCode(204));
        settle();
        assertThat(all(reader, QUOTES, "quote")).contains(again).doesNotContain(once);

        maker.request()
                .body(Map.of("visibility", "private"))
                .patch("/v1/dubs/" + third)
                .then()
                .statusCode(200);
        settle();
        assertThat(all(reader, QUOTES, "quote")).contains(again);
        maker.request().delete("/v1/dubs/" + second).then().statusCode(204);
        settle();
        assertThat(all(reader, QUOTES, "quote")).doesNotContain(again);
    }

    @Test
    void what_is_taken_back_or_deleted_counts_no_more() {
        var quote = world.quote("Taken back");
        var author = world.person("author");
        var left = author.publishes(quote);
        var deleted = author.publishes(quote);
        var hidden = author.publishes(quote);
        var fan = world.person("fan");
        grow(fan);
        for (var dub : List.of(left, deleted, hidden)) {
            fan.likes(dub);
        }
        settle();
        var reader = world.person("reader");
        assertThat(all(reader, FEED, "dub")).contains(left, deleted, hidden);

        fan.request().delete("/v1/dubs/" + left + "/like").then().statusCode(204);
        author.request().delete("/v1/dubs/" + deleted).then().statusCode(204);
        author.request()
                .body(Map.of("visibility", "private"))
                .patch("/v1/dubs/" + hidden)
                .then()
                .statusCode(200);
        settle();

        assertThat(all(reader, FEED, "dub")).doesNotContain(left, deleted, hidden);
    }

    @Test
    void somebody_who_is_gone_or_banned_counts_no_more() {
        var moderator = world.staff("moderator");
        var quote = world.quote("Gone voters");
        var author = world.person("author");
        var first = author.publishes(quote);
        var second = author.publishes(quote);
        var third = author.publishes(quote);
        var gone = crowd(1).get(0);
        var banned = crowd(1).get(0);
        likes(List.of(gone), first);
        likes(List.of(banned), second);
        likes(crowd(1), third);
        settle();
        var reader = world.person("reader");
        assertThat(all(reader, FEED, "dub")).contains(first, second, third);

        crowdOfNow().vanishes(gone);
        rules(moderator, "accounts/" + banned, "banned");
        settle();

        assertThat(all(reader, FEED, "dub")).contains(third).doesNotContain(first, second);
        likes(List.of(banned), second);
        settle();
        assertThat(all(reader, FEED, "dub")).doesNotContain(second);
    }

    /** However many others there are to be looked at: nobody looks here. */
    @Test
    void whoever_leaves_counts_no_more_at_once_and_again_when_they_come_back() {
        var quote = world.quote("Left and came back");
        var dub = world.person("author").publishes(quote);
        var theirs = world.quote("Theirs");
        var fan = world.person("fan");
        grow(fan);
        fan.likes(dub);
        fan.publishes(theirs);
        settle();
        var reader = world.person("reader");
        assertThat(all(reader, FEED, "dub")).contains(dub);
        assertThat(all(reader, QUOTES, "quote")).contains(theirs);

        fan.closesAccount();
        settleUnwatched();
        assertThat(all(reader, FEED, "dub")).doesNotContain(dub);
        assertThat(all(reader, QUOTES, "quote")).doesNotContain(theirs);

        world.reopened(fan);
        settleUnwatched();
        assertThat(all(reader, FEED, "dub")).contains(dub);
        assertThat(all(reader, QUOTES, "quote")).contains(theirs);
    }

    @Test
    void whoever_is_banned_no_more_counts_again() {
        var moderator = world.staff("moderator");
        var dub = world.person("author").publishes(world.quote("Of a banned one"));
        var fan = world.person("fan");
        grow(fan);
        fan.likes(dub);
        settle();
        rules(moderator, "accounts/" + fan.id(), "banned");
        settle();
        var reader = world.person("reader");
        assertThat(all(reader, FEED, "dub")).doesNotContain(dub);

        moderator
                .request()
                .delete("/v1/admin/trending/accounts/" + fan.id())
                .then()
                .statusCode(204);
        settle();
        assertThat(all(reader, FEED, "dub")).contains(dub);
    }

    @Test
    void below_what_is_pinned_no_two_neighbours_are_by_one_author_either() {
        var moderator = world.staff("moderator");
        var quote = world.quote("Below a pin");
        var busy = world.person("busy");
        var pinned = busy.publishes(quote);
        var best = busy.publishes(quote);
        var others = world.person("other").publishes(quote);
        likes(crowd(90), best);
        likes(crowd(80), others);
        settle();
        rules(moderator, "dubs/" + pinned, "pinned");
        settle();

        var ids = all(world.person("reader"), FEED, "dub");
        moderator.request().delete("/v1/admin/trending/dubs/" + pinned).then().statusCode(204);

        assertThat(ids).startsWith(pinned).contains(best, others);
        assertThat(ids.get(1)).isNotEqualTo(best);
    }

    @Test
    void after_a_loss_of_redis_everything_is_counted_anew_from_postgresql() {
        var quote = world.quote("Lost");
        var author = world.person("author");
        var two = author.publishes(quote);
        var one = author.publishes(quote);
        crowdOfNow().likes(crowd(2), DubId.fromString(two));
        crowdOfNow().likes(crowd(1), DubId.fromString(one));
        var reader = world.person("reader");

        seesNewestWhileLost(reader, FEED);
        seesNewestWhileLost(reader, QUOTES);
        settle();

        assertThat(all(reader, FEED, "dub")).containsSubsequence(two, one);
        assertThat(all(reader, QUOTES, "quote")).contains(quote);
    }

    /** Until it was looked: the job that counts anew runs by its own clock, and may come first. */
    private void seesNewestWhileLost(Person reader, String feed) {
        var orders = new ArrayList<String>();
        while (orders.size() < 5 && !orders.contains("newest")) {
            loseRedis();
            orders.add(reader.gets(feed).then().statusCode(200).extract().path("order"));
        }
        assertThat(orders).contains("newest");
    }

    /** Three people of long standing, each from elsewhere, are more than 1,000 that were made this minute in one place. */
    @Test
    void a_thousand_new_accounts_from_one_network_lift_nothing_into_the_top_fifty() {
        var quote = world.quote("Simulated");
        var author = world.person("author");
        var honest = new ArrayList<String>();
        for (var i = 0; i < 55; i++) {
            honest.add(author.publishes(quote));
        }
        var pushed = author.publishes(quote);
        settle();
        for (var dub : honest) {
            likes(crowd(3), dub);
        }
        var army = crowdOfNow().signsUp(1_000, Duration.ZERO, number -> "203.0.113.0/24");

        likes(army.subList(0, 200), pushed);
        crowdOfNow().likes(army, DubId.fromString(pushed));
        settle();
        assertThat(all(world.person("reader"), FEED, "dub").subList(0, 50)).doesNotContain(pushed);

        // The same after all was counted anew, now with the rows of all thousand.
        loseRedis();
        for (var dub : honest) {
            crowdOfNow().likes(crowd(3), DubId.fromString(dub));
        }
        settle();
        var top = all(world.person("reader"), FEED, "dub");
        assertThat(top.subList(0, 50)).doesNotContain(pushed);
        assertThat(top).contains(pushed).containsAll(honest);
    }

    @Test
    void a_star_needs_more_than_a_newcomer_to_trend() {
        var quote = world.quote("Usual");
        var star = world.person("star");
        var old = List.of(star.publishes(quote), star.publishes(quote));
        for (var dub : old) {
            crowdOfNow().likes(crowd(40), DubId.fromString(dub));
            age(dub);
        }
        var theirs = star.publishes(quote);
        var newcomers = world.person("newcomer").publishes(quote);
        likes(crowd(5), theirs);
        likes(crowd(3), newcomers);
        settle();

        assertThat(all(world.person("reader"), FEED, "dub")).containsSubsequence(newcomers, theirs);
    }

    @Test
    void moderators_pin_freeze_and_ban_and_take_it_back() {
        var moderator = world.staff("moderator");
        var quote = world.quote("Ruled");
        var author = world.person("author");
        var strong = author.publishes(quote);
        var pinned = author.publishes(quote);
        var frozen = author.publishes(quote);
        var banned = author.publishes(quote);
        likes(crowd(5), strong);
        likes(crowd(4), banned);
        likes(crowd(2), frozen);
        settle();
        var reader = world.person("reader");

        rules(moderator, "dubs/" + pinned, "pinned");
        rules(moderator, "dubs/" + frozen, "frozen");
        rules(moderator, "dubs/" + banned, "banned");
        settle();
        likes(crowd(9), frozen);
        settle();

        var ids = all(reader, FEED, "dub");
        assertThat(ids.get(0)).isEqualTo(pinned);
        assertThat(ids).containsSubsequence(strong, frozen).doesNotContain(banned);
        reader.gets(FEED + "?limit=1").then().body("items[0].reason", equalTo("pinned"));
        assertThat(moderator.gets("/v1/admin/trending").<List<String>>path("items.subject"))
                .startsWith(banned, frozen, pinned);

        for (var dub : List.of(pinned, frozen, banned)) {
            for (var time = 0; time < 2; time++) {
                moderator
                        .request()
                        .delete("/v1/admin/trending/dubs/" + dub)
                        .then()
                        .statusCode(204);
            }
        }
        settle();
        assertThat(all(reader, FEED, "dub")).containsSubsequence(strong, banned).doesNotContain(pinned);
    }

    @Test
    void whoever_says_again_that_something_is_frozen_lets_nothing_in_that_came_since() {
        var moderator = world.staff("moderator");
        var frozen = world.person("author").publishes(world.quote("Frozen"));
        rules(moderator, "dubs/" + frozen, "frozen");
        var since = moderator.gets("/v1/admin/trending").<String>path("items[0].ruled_at");
        world.clock().advance(Duration.ofMinutes(5));
        crowdOfNow().likes(crowd(3), DubId.fromString(frozen));
        world.clock().advance(Duration.ofMinutes(5));
        rules(moderator, "dubs/" + frozen, "frozen");

        moderator
                .gets("/v1/admin/trending")
                .then()
                .body("items[0].subject", equalTo(frozen))
                .body("items[0].ruled_at", equalTo(since));
        loseRedis();
        settle();
        var reader = world.person("reader");
        assertThat(all(reader, FEED, "dub")).doesNotContain(frozen);

        rules(moderator, "dubs/" + frozen, "pinned");
        rules(moderator, "dubs/" + frozen, "frozen");
        assertThat(moderator.gets("/v1/admin/trending").<String>path("items[0].ruled_at"))
                .isNotEqualTo(since);
    }

    @Test
    void rulings_that_make_no_sense_are_refused() {
        var moderator = world.staff("moderator");
        var id = world.person("somebody").id();

        moderator
                .request()
                .body(Map.of("verdict", "pinned"))
                .put("/v1/admin/trending/accounts/" + id)
                .then()
                .statusCode(422)
                .body("code", equalTo("unfit_verdict"));
        for (var body :
                List.of(Map.of(), Map.of("verdict", "loved"), Map.of("verdict", "banned", "note", "x".repeat(501)))) {
            moderator
                    .request()
                    .body(body)
                    .put("/v1/admin/trending/dubs/" + id)
                    .then()
                    .statusCode(anyOf(equalTo(400), equalTo(422)));
        }
        moderator
                .request()
                .body(Map.of("verdict", "banned"))
                .put("/v1/admin/trending/tags/" + id)
                .then()
                .statusCode(400);
    }

    @Test
    void nobody_rules_on_what_is_not_there() {
        var moderator = world.staff("moderator");
        var nothing = UUID.randomUUID().toString();

        for (var kind : List.of("dubs", "quotes", "accounts")) {
            moderator
                    .request()
                    .body(Map.of("verdict", "banned"))
                    .put("/v1/admin/trending/" + kind + "/" + nothing)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("subject_not_found"));
        }

        assertThat(moderator.pages("/v1/admin/trending", "items.subject")).doesNotContain(nothing);
        var author = world.person("author");
        var quote = world.quote("There");
        var dub = author.publishes(quote, "", "private");
        author.request().delete("/v1/dubs/" + dub).then().statusCode(204);
        rules(moderator, "dubs/" + dub, "banned");
        rules(moderator, "quotes/" + quote, "banned");
        author.closesAccount();
        rules(moderator, "accounts/" + author.id(), "banned");
    }

    @Test
    void pages_repeat_and_skip_nothing_while_everything_changes() {
        var quote = world.quote("Scrolled trends");
        var authors = List.of(world.person("one"), world.person("two"));
        var before = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            before.add(authors.get(i % 2).publishes(quote));
        }
        for (var dub : before) {
            likes(crowd(1), dub);
        }
        settle();
        var reader = world.person("reader");
        var over = new AtomicBoolean();
        var busy = new ArrayList<CompletableFuture<Integer>>();
        for (var worker = 0; worker < 3; worker++) {
            var turn = worker;
            busy.add(CompletableFuture.supplyAsync(() -> {
                var done = 0;
                while (!over.get()) {
                    likes(crowd(1), before.get((turn + done * 7) % before.size()));
                    done++;
                }
                return done;
            }));
        }
        var seen = new ArrayList<String>();
        var pages = 0;
        for (var path = FEED + "?limit=3"; path != null; pages++) {
            var page = reader.gets(path).then().statusCode(200).extract();
            seen.addAll(page.path("items.dub.id"));
            world.clock().advance(Duration.ofSeconds(4));
            var next = page.<String>path("next");
            path = next == null ? null : FEED + "?limit=3&cursor=" + next;
        }
        over.set(true);

        assertThat(busy).allSatisfy(worker -> assertThat(worker.join()).isPositive());
        assertThat(pages).isGreaterThan(6);
        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
        reader.gets(QUOTES + "?cursor=" + reader.gets(FEED + "?limit=1").path("next"))
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_cursor"));
    }

    private Crowd crowdOfNow() {
        return new Crowd(database, world.clock().instant());
    }

    /** People of long standing, each from a network of their own. */
    private List<AccountId> crowd(int count) {
        return crowdOfNow().signsUp(count, LONG_AGO, number -> "net " + UUID.randomUUID());
    }

    /** As the outbox brings it: again, when Redis was slow. */
    private void likes(List<AccountId> people, String dub) {
        for (var person : people) {
            var event = new LikeSet(
                    DubId.fromString(dub), person, true, world.clock().instant());
            untilRedisAnswers(() -> {
                try {
                    countLike.on(event);
                    return true;
                } catch (EngineAway e) {
                    return false;
                }
            });
        }
    }

    private static void untilRedisAnswers(BooleanSupplier deed) {
        for (var time = 0; !deed.getAsBoolean(); time++) {
            assertThat(time).as("tries").isLessThan(100);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Ten days old, with 40 likes. */
    private void age(String dub) {
        update(
                "update dubs.dub set published_at = published_at - interval '10 days', likes = 40 where id = ?::uuid",
                dub);
    }

    /** As if they had been here for long. */
    private void grow(Person person) {
        update(
                "update accounts.account set created_at = created_at - interval '60 days' where id = ?::uuid",
                person.id());
        world.clock().advance(MEMORY);
    }

    private void update(String sql, String id) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void loseRedis() {
        assertThat(redis.run(LOSE_EVERYTHING, List.of(), List.of())).isPresent();
        world.clock().advance(MEMORY);
    }

    private static void rules(Person moderator, String subject, String verdict) {
        moderator
                .request()
                .body(Map.of("verdict", verdict, "note", "a test"))
                .put("/v1/admin/trending/" + subject)
                .then()
                .statusCode(200)
                .body("verdict", equalTo(verdict));
    }

    private void settle() {
        world.settle();
        world.clock().advance(MEMORY);
        untilRedisAnswers(keepTrends::keep);
        world.clock().advance(MEMORY);
    }

    private void settleUnwatched() {
        world.settle();
        world.clock().advance(MEMORY);
    }

    private static List<String> all(Person reader, String path, String what) {
        var ids = new ArrayList<String>();
        for (var next = path + "?limit=50"; next != null; ) {
            var page = reader.gets(next).then().statusCode(200).extract();
            ids.addAll(page.path("items." + what + ".id"));
            var cursor = page.<String>path("next");
            next = cursor == null ? null : path + "?limit=50&cursor=" + cursor;
        }
        return ids;
    }
}
