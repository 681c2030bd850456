package io.overdub.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis is killed and started anew, empty, again and again, while people read without a pause and an author publishes. */
@QuarkusTest
class HomeUnderFireTest {

    private static final Script PING = Script.of("return 1");
    private static final Duration SLOWEST = Duration.ofSeconds(5);

    @Inject
    World world;

    @Inject
    RedisScripts redis;

    private record Answer(int status, Duration took) {}

    @AfterEach
    void comesBack() {
        world.redis().open();
        awaitRedis();
        world.clock().advance(Duration.ofMinutes(1));
        world.settle();
    }

    @Test
    void feeds_answer_all_the_time_and_nothing_is_missing_afterwards() throws IOException {
        var quote = world.quote("Under fire");
        var author = world.person("author");
        var readers =
                IntStream.range(0, 2).mapToObj(i -> world.person("reader")).toList();
        readers.forEach(reader -> reader.follows(author));
        var dubs = new ArrayList<String>();
        dubs.add(author.publishes(quote));
        world.settle();

        var answers = new ConcurrentLinkedQueue<Answer>();
        var over = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(readers.size());
        var reading = readers.stream()
                .map(reader -> CompletableFuture.runAsync(() -> readOn(reader, over, answers), threads))
                .toList();
        for (var round = 0; round < 2; round++) {
            dubs.add(0, author.publishes(quote));
            world.redis().shut();
            dubs.add(0, author.publishes(quote));
            world.redis().emptyIt();
            world.redis().open();
            dubs.add(0, author.publishes(quote));
            awaitRedis();
        }
        over.set(true);
        reading.forEach(CompletableFuture::join);
        threads.shutdown();

        assertThat(answers).hasSizeGreaterThan(10).allMatch(answer -> answer.status() == 200);
        assertThat(answers).allMatch(answer -> answer.took().compareTo(SLOWEST) < 0);
        readers.forEach(reader -> assertThat(reader.home()).containsExactlyElementsOf(dubs));
        world.clock().advance(Duration.ofSeconds(10));
        world.settle();
        readers.forEach(reader -> assertThat(reader.home()).containsExactlyElementsOf(dubs));
    }

    private static void readOn(Person reader, AtomicBoolean over, ConcurrentLinkedQueue<Answer> answers) {
        while (!over.get()) {
            var asked = System.nanoTime();
            var status = reader.gets("/v1/feeds/home").statusCode();
            answers.add(new Answer(status, Duration.ofNanos(System.nanoTime() - asked)));
        }
    }

    private void awaitRedis() {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (redis.run(PING, List.of(), List.of()).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
