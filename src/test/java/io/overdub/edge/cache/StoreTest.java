package io.overdub.edge.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.edge.cache.SharedAnswers.Found;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.SqlPulse;
import io.overdub.world.LocalMemcached;
import io.overdub.world.RedisDoor;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One contract for whatever is behind the answers that processes keep. */
@QuarkusTest
class StoreTest {

    enum Engine {
        REDIS,
        MEMCACHED
    }

    /** For a machine that runs tests. */
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private record Servers(Optional<List<String>> servers, Optional<String> user, Optional<String> password)
            implements MemcachedConfig {}

    private record Config(boolean enabled, Duration patience, long most) implements CacheConfig {}

    private final String address = "/v1/somewhere/" + UUID.randomUUID() + "?q=ü 語";
    private final List<String> tags = List.of("store:" + UUID.randomUUID());

    @Inject
    Redis redis;

    @Inject
    RedisScripts scripts;

    @Inject
    SqlPulse database;

    @Inject
    RedisDoor door;

    @Inject
    TestClock clock;

    private @Nullable LocalMemcached memcached;
    private @Nullable Store store;

    /** As far as this contract goes: what it has heard, and what it takes from the store. */
    private final class Member {

        private final Ends ends = new Ends(scripts, database, new Config(true, Duration.ofMinutes(10), 1_000_000));
        private final SharedAnswers shared;

        Member(Store store) throws InterruptedException {
            this(store, PATIENT);
        }

        Member(Store store, Duration patience) throws InterruptedException {
            shared = new SharedAnswers(store, patience, ends, clock, new SimpleMeterRegistry());
            OtherProcess.await(ends::hear);
        }

        void hears() throws InterruptedException {
            OtherProcess.await(ends::hear);
        }

        void ends() throws InterruptedException {
            OtherProcess.await(() -> {
                ends.tell(tags);
                return true;
            });
        }

        void keeps(String body) throws InterruptedException {
            var made = new Found(answer(body), ends.heard(), clock.millis() + 10_000);
            OtherProcess.await(() -> {
                shared.keep(address, made);
                return body.equals(finds());
            });
        }

        @Nullable String finds() {
            var found = shared.find(address, tags)
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            return found == null ? null : new String(found.answer().body(), UTF_8);
        }
    }

    private static Answer answer(String body) {
        return new Answer(body.getBytes(UTF_8), "W/\"tag\"", "application/json;charset=UTF-8");
    }

    private Store open(Engine engine) throws Exception {
        store = switch (engine) {
            case REDIS -> new RedisStore(redis);
            case MEMCACHED -> {
                memcached = LocalMemcached.open();
                yield connect(Optional.empty(), Optional.empty());
            }
        };
        OtherProcess.await(() -> isReached(store()));
        return store();
    }

    private Store store() {
        return requireNonNull(store);
    }

    private LocalMemcached memcached() {
        return requireNonNull(memcached);
    }

    private static boolean isReached(Store store) {
        return store.find("nothing")
                .handle((nothing, failure) -> failure == null)
                .toCompletableFuture()
                .join();
    }

    private Store connect(Optional<String> user, Optional<String> password) {
        var servers = new Servers(Optional.of(List.of(memcached().address())), user, password);
        return MemcachedStore.open(servers);
    }

    @AfterEach
    void close() {
        door.open();
        if (store != null) {
            store.close();
        }
        if (memcached != null) {
            memcached.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_one_made_the_others_find_until_it_is_old(Engine engine) throws Exception {
        var one = new Member(open(engine));
        var other = new Member(store());
        assertThat(other.finds()).isNull();

        one.keeps("made by one, in größter Eile 語");

        var found = requireNonNull(
                other.shared.find(address, tags).toCompletableFuture().join());
        assertThat(found.answer().body()).asString(UTF_8).isEqualTo("made by one, in größter Eile 語");
        assertThat(found.answer().tag()).isEqualTo("W/\"tag\"");
        assertThat(found.answer().contentType()).isEqualTo("application/json;charset=UTF-8");
        clock.advance(Duration.ofSeconds(10));
        assertThat(other.finds()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void what_has_ended_is_found_no_more_not_even_by_who_starts_later(Engine engine) throws Exception {
        var one = new Member(open(engine));
        var other = new Member(store());
        one.keeps("before");

        other.ends();

        assertThat(other.finds()).isNull();
        one.hears();
        assertThat(one.finds()).isNull();
        assertThat(new Member(store()).finds()).isNull();
        one.keeps("after");
        other.hears();
        assertThat(other.finds()).isEqualTo("after");
    }

    @Test
    void what_is_left_in_memcached_by_times_that_redis_has_forgotten_is_not_trusted() throws Exception {
        var one = new Member(open(Engine.MEMCACHED));
        one.ends();
        one.hears();
        one.keeps("before");
        door.shut();
        door.emptyIt();
        door.open();

        one.hears();

        assertThat(one.finds()).isNull();
        one.ends();
        one.hears();
        assertThat(one.finds()).isNull();
        one.keeps("after");
        assertThat(new Member(store()).finds()).isEqualTo("after");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_no_answer_is_not_taken_for_one(Engine engine) throws Exception {
        var one = new Member(open(engine));
        for (var garbage : List.of(new byte[0], new byte[] {1}, "{\"an\":\"answer\"}".getBytes(UTF_8))) {
            store().keep(SharedAnswers.key(address), garbage, Duration.ofMinutes(1))
                    .toCompletableFuture()
                    .join();

            assertThat(one.finds()).isNull();
        }
        one.keeps("an answer");
    }

    @ParameterizedTest
    @EnumSource
    void what_would_break_out_of_a_header_is_not_taken_for_an_answer(Engine engine) throws Exception {
        var one = new Member(open(engine));
        for (var bad : List.of(
                new Answer(new byte[] {1}, "W/\"tag\"\r\nSet-Cookie: a=b", "application/json"),
                new Answer(new byte[] {1}, "no tag", "application/json"),
                new Answer(new byte[] {1}, "W/\"tag\"", "text/html\nX: y"))) {
            var kept = one.shared.keep(address, new Found(bad, one.ends.heard(), clock.millis() + 10_000));
            assertThat(kept).succeedsWithin(PATIENT).isEqualTo(true);

            assertThat(one.finds()).isNull();
        }
        one.keeps("an answer");
    }

    @Test
    void a_place_of_memcached_that_is_none_is_named() {
        for (var place : List.of("memcached:port", ":11211", "a b")) {
            var servers = new Servers(Optional.of(List.of(place)), Optional.empty(), Optional.empty());
            assertThatThrownBy(() -> MemcachedStore.open(servers))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("edge.cache.memcached.servers")
                    .hasMessageContaining(place);
        }
    }

    @Test
    void what_was_told_while_redis_had_forgotten_the_number_ends_everything_for_whoever_hears_next() throws Exception {
        var one = new Member(open(Engine.MEMCACHED));
        var other = new Member(store());
        one.keeps("before");
        door.shut();
        door.emptyIt();
        door.open();

        other.hears();
        one.hears();

        assertThat(one.finds()).isNull();
        assertThat(other.finds()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void nobody_waits_for_one_that_hangs_and_what_it_did_late_does_no_harm(Engine engine) throws Exception {
        var one = new Member(open(engine), Duration.ofMillis(50));
        one.keeps("before");
        freeze(engine);

        assertThat(one.finds()).isNull();
        assertThat(one.shared.areThere()).isFalse();
        var late = store().keep(SharedAnswers.key(address), new byte[] {7}, Duration.ofMinutes(1));
        assertThat(late.toCompletableFuture()).isNotDone();

        thaw(engine);
        OtherProcess.await(one.shared::areThere);
        one.keeps("afterwards");
    }

    @ParameterizedTest
    @EnumSource
    void one_that_is_down_is_left_alone_until_it_is_back(Engine engine) throws Exception {
        var one = new Member(open(engine));
        one.keeps("before");
        kill(engine);

        assertThat(one.finds()).isNull();
        assertThat(one.shared.areThere()).isFalse();
        one.shared.keep(address, new Found(answer("unkept"), 0, clock.millis() + 1_000));

        startAgain(engine);
        one.hears();
        one.keeps("afterwards");
    }

    @Test
    void memcached_answers_and_has_not_kept_what_is_too_large() throws Exception {
        var one = new Member(open(Engine.MEMCACHED));

        assertThat(store().keep("large", new byte[2_000_000], Duration.ofMinutes(1)))
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(false);

        one.shared.keep(address, new Found(answer("x".repeat(1_000_000)), one.ends.heard(), clock.millis() + 10_000));
        assertThat(one.shared.areThere()).as("was not even asked").isTrue();
        one.keeps("small");
    }

    @Test
    void memcached_wants_to_know_who_asks(@TempDir Path folder) throws Exception {
        memcached = LocalMemcached.guarded(folder, "app", "a secret");
        store = connect(Optional.of("app"), Optional.of("a secret"));
        new Member(store()).keeps("for those who may");

        var stranger = connect(Optional.of("app"), Optional.of("a guess"));
        assertThat(new Member(stranger).finds()).isNull();
        stranger.close();
    }

    private void freeze(Engine engine) throws IOException {
        switch (engine) {
            case REDIS -> door.fallSilent();
            case MEMCACHED -> memcached().freeze();
        }
    }

    private void thaw(Engine engine) throws IOException {
        switch (engine) {
            case REDIS -> door.open();
            case MEMCACHED -> memcached().thaw();
        }
    }

    private void kill(Engine engine) throws IOException {
        switch (engine) {
            case REDIS -> door.shut();
            case MEMCACHED -> memcached().kill();
        }
    }

    private void startAgain(Engine engine) throws IOException {
        switch (engine) {
            case REDIS -> door.open();
            case MEMCACHED -> memcached().startAgain();
        }
    }
}
