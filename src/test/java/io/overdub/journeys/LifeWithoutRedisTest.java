package io.overdub.journeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.edge.RateLimits;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.world.Person;
import io.overdub.world.RedisDoor;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Redis refuses, hangs, loses connections or has no room, and comes back: nobody is refused, waits long or misses anything. */
@QuarkusTest
class LifeWithoutRedisTest {

    /** On a slow machine; a request that waited for Redis would take the five seconds that limits are patient for in tests. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private static final int READERS = 4;
    private static final Script EXISTS = Script.of("return redis.call('EXISTS', KEYS[1])");
    private static final Script HAS = Script.of("return redis.call('ZSCORE', KEYS[1], ARGV[1])");

    enum Outage {
        REFUSES {
            @Override
            void begin(RedisDoor door) throws IOException {
                door.shut();
            }
        },
        HANGS {
            @Override
            void begin(RedisDoor door) {
                door.fallSilent();
            }
        },
        HAS_NO_ROOM {
            @Override
            void begin(RedisDoor door) {
                door.turnAway();
            }
        };

        abstract void begin(RedisDoor door) throws IOException;
    }

    @Inject
    World world;

    @Inject
    RedisScripts redis;

    @Inject
    RateLimits limits;

    @Inject
    Redis client;

    @AfterEach
    void comesBack() {
        world.redis().open();
        awaitRedis();
        world.clock().advance(Duration.ofMinutes(1));
        world.settle();
    }

    @ParameterizedTest
    @EnumSource
    void everything_works_and_nothing_is_missing_afterwards(Outage outage) throws IOException {
        var quote = world.quote("Without Redis");
        var author = world.person("author");
        var leaver = world.person("leaver");
        var reader = world.person("reader");
        reader.follows(author);
        reader.follows(leaver);
        var before = author.publishes(quote);
        var deleted = author.publishes(quote);
        var left = leaver.publishes(quote);
        world.settle();
        assertThat(reader.home()).containsExactly(left, deleted, before);

        outage.begin(world.redis());
        useAllConnections();
        // Somebody is the first to wait; from then on nobody does.
        reader.home();
        var newcomer = soon(() -> world.person("newcomer"));
        soon(() -> signsInAndRefreshes(newcomer));
        var during = soon(() -> author.publishes(quote));
        soon(() -> newcomer.follows(author));
        soon(() -> newcomer.likes(during));
        soon(() -> reader.unfollows(leaver));
        soon(() -> author.request().delete("/v1/dubs/" + deleted).then().statusCode(204));
        soon(world::settle);
        assertThat(soon(reader::home)).containsExactly(during, before);
        assertThat(soon(newcomer::home)).containsExactly(during, before);
        soon(() -> given().get("/q/health/ready").then().statusCode(200));
        assertThat(isSaidToBeAway()).isTrue();
        assertThat(reader.gets("/v1/feeds/home").header("Degraded")).isEqualTo("redis");

        world.redis().open();
        awaitRedis();
        assertThat(isSaidToBeAway()).isFalse();
        assertThat(reader.gets("/v1/feeds/home").header("Degraded")).isNull();
        assertThat(soon(reader::home)).containsExactly(during, before);
        world.clock().advance(Duration.ofSeconds(10));
        world.settle();
        var after = author.publishes(quote);
        world.settle();
        assertThat(reader.home()).containsExactly(after, during, before);
        assertThat(newcomer.home()).containsExactly(after, during, before);
        assertThat(isOnTimeline(during, reader)).isTrue();
        assertThat(isOnTimeline(after, reader)).isTrue();
    }

    private static boolean isSaidToBeAway() {
        return given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .extract()
                .path("checks.find { it.name == 'Redis' }.data.away");
    }

    @Test
    void whoever_follows_in_an_outage_finds_older_dubs_after_it() throws IOException {
        var author = world.person("author");
        var older = author.publishes(world.quote("Older"));
        var reader = world.person("reader");
        assertThat(reader.home()).isEmpty();

        world.redis().shut();
        reader.follows(author);
        world.settle();
        world.redis().open();
        awaitRedis();

        assertThat(reader.home()).containsExactly(older);
        world.clock().advance(Duration.ofSeconds(10));
        world.settle();
        assertThat(reader.home()).containsExactly(older);
        assertThat(isOnTimeline(older, reader)).isTrue();
    }

    @Test
    void without_redis_the_feed_for_you_is_the_newest_and_says_so() throws IOException {
        var author = world.person("author");
        var reader = world.person("reader");
        var quote = world.quote("For you");
        var dubs = List.of(author.publishes(quote), author.publishes(quote), author.publishes(quote));
        // Nobody is shown their own, whatever the order.
        reader.publishes(quote);
        world.settle();
        var ranked = reader.gets("/v1/feeds/for-you?limit=1").<String>path("next");

        world.redis().shut();
        // What was begun before goes on where it began.
        reader.gets("/v1/feeds/for-you?limit=1&cursor=" + ranked)
                .then()
                .statusCode(200)
                .body("order", equalTo("ranked"));
        // Longer than the order of before is remembered for whoever begins again.
        world.clock().advance(Duration.ofSeconds(5));
        var first = reader.gets("/v1/feeds/for-you?limit=2").then().statusCode(200);
        first.body("order", equalTo("newest")).body("items.reason", equalTo(List.of("newest", "newest")));
        first.body("items.dub.id", equalTo(List.of(dubs.get(2), dubs.get(1))));
        world.redis().open();
        awaitRedis();

        reader.gets("/v1/feeds/for-you?limit=1&cursor=" + first.extract().path("next"))
                .then()
                .statusCode(200)
                .body("order", equalTo("newest"))
                .body("items.dub.id", equalTo(List.of(dubs.get(0))));
        reader.gets("/v1/feeds/for-you?limit=1").then().body("order", equalTo("ranked"));
    }

    @Test
    void without_redis_every_ranked_feed_answers_and_what_was_seen_stays_away() throws IOException {
        var author = world.person("author");
        var reader = world.person("reader");
        var quote = world.quote("Ranked without");
        var tag = "without" + UUID.randomUUID().toString().substring(0, 8);
        var seen = author.publishes(quote, "#" + tag, "public");
        var other = author.publishes(quote, "#" + tag, "public");
        world.settle();
        world.redis().shut();
        // Somebody is the first to wait.
        reader.home();

        for (var feed : List.of("trending", "tags/" + tag, "quotes/" + quote)) {
            var page = soon(() -> reader.gets("/v1/feeds/" + feed + "?limit=1"));
            page.then().statusCode(200).body("order", equalTo("newest"));
            assertThat(page.<List<String>>path("items.dub.id")).containsExactly(other);
            soon(() -> reader.gets("/v1/feeds/" + feed + "?limit=1&cursor=" + page.path("next")))
                    .then()
                    .statusCode(200)
                    .body("items.dub.id", equalTo(List.of(seen)));
        }
        soon(() -> reader.gets("/v1/feeds/trending-quotes?limit=1"))
                .then()
                .statusCode(200)
                .body("order", equalTo("newest"))
                .body("items.quote.id", equalTo(List.of(quote)));
        var context = reader.gets("/v1/feeds/tags/" + tag)
                .<List<String>>path("items.context")
                .get(1);
        soon(() -> reader.request().body(Map.of("contexts", List.of(context))).post("/v1/feeds/impressions"))
                .then()
                .statusCode(200)
                .body("counted", equalTo(1));
        reader.gets("/v1/feeds/for-you?limit=1").then().body("items.dub.id", equalTo(List.of(other)));
        assertThat(reader.pages("/v1/feeds/for-you", "items.dub.id"))
                .contains(other)
                .doesNotContain(seen);
    }

    @Test
    void connections_that_fell_silent_are_given_up() {
        var author = world.person("author");
        var reader = world.person("reader");
        reader.follows(author);
        var dub = author.publishes(world.quote("Lost connections"));
        world.settle();

        useAllConnections().toCompletionStage().toCompletableFuture().join();
        world.redis().loseAllConnections();
        useAllConnections();

        assertThat(reader.home()).containsExactly(dub);
        soon(reader::home);
        awaitRedis();
    }

    @Test
    void while_redis_is_killed_and_comes_back_empty_every_feed_answers_those_who_read_all_the_time() throws Exception {
        var author = world.person("author");
        var reader = world.person("reader");
        reader.follows(author);
        var dub = author.publishes(world.quote("Killed"), "#killed", "public");
        world.settle();
        assertThat(reader.home()).containsExactly(dub);
        var feeds = List.of("home", "for-you", "trending", "trending-quotes", "tags/killed");
        var enough = new AtomicBoolean();
        var answers = new ConcurrentLinkedQueue<String>();
        var threads = Executors.newFixedThreadPool(READERS);
        try {
            var reading = IntStream.range(0, READERS)
                    .mapToObj(i -> threads.submit(() -> {
                        for (var turn = i; !enough.get(); turn++) {
                            var feed = feeds.get(turn % feeds.size());
                            answers.add(feed + " "
                                    + soon(() -> reader.gets("/v1/feeds/" + feed))
                                            .statusCode());
                        }
                    }))
                    .toList();

            awaitMore(answers);
            world.redis().kill();
            awaitMore(answers);
            world.redis().startAgain();
            awaitRedis();
            awaitMore(answers);
            enough.set(true);
            for (var done : reading) {
                done.get();
            }
        } finally {
            enough.set(true);
            threads.shutdownNow();
        }

        assertThat(Set.copyOf(answers))
                .containsExactlyInAnyOrderElementsOf(
                        feeds.stream().map(feed -> feed + " 200").toList());
        assertThat(reader.home()).containsExactly(dub);
        var after = author.publishes(world.quote("After the kill"));
        world.settle();
        assertThat(reader.home()).containsExactly(after, dub);
        assertThat(isOnTimeline(after, reader)).isTrue();
    }

    /** Each feed some times more by each who reads. */
    private static void awaitMore(Collection<String> answers) {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var wanted = answers.size() + 5 * READERS * 5;
        while (answers.size() < wanted) {
            assertThat(System.nanoTime()).as("time for answers").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** More questions at once than the pool has connections. */
    private Future<?> useAllConnections() {
        return Future.all(Stream.generate(() -> client.send(Request.cmd(Command.PING)))
                .limit(30)
                .toList());
    }

    private static void signsInAndRefreshes(Person person) {
        var refresh = given().contentType(ContentType.JSON)
                .body(Map.of("login", person.username(), "password", World.PASSWORD))
                .post("/v1/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("refresh_token");
        given().contentType(ContentType.JSON)
                .body(Map.of("refresh_token", refresh))
                .post("/v1/auth/refresh")
                .then()
                .statusCode(200);
    }

    private boolean isOnTimeline(String dub, Person reader) {
        return redis.run(HAS, List.of("feeds:home:" + reader.id()), List.of(dub))
                .isPresent();
    }

    private static <T> T soon(Supplier<T> deed) {
        var begun = System.nanoTime();
        var outcome = deed.get();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        return outcome;
    }

    private static void soon(Runnable deed) {
        soon(() -> {
            deed.run();
            return true;
        });
    }

    /** Until everybody in this process has found that Redis is back. */
    private void awaitRedis() {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!isShared()) {
            assertThat(System.nanoTime()).as("time for Redis to come back").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean isShared() {
        var key = UUID.randomUUID().toString();
        limits.spend("test", key, 2, Duration.ofMinutes(1));
        return redis.run(EXISTS, List.of("edge:limit:test:" + key), List.of())
                .filter(found -> found.toInteger() == 1)
                .isPresent();
    }
}
