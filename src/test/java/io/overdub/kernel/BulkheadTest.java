package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(2);
    private final CountDownLatch answered = new CountDownLatch(1);

    @AfterEach
    void stop() {
        answered.countDown();
        threads.shutdown();
    }

    @Test
    void while_two_wait_for_a_slow_engine_others_do_not() throws InterruptedException {
        var bulkhead = new Bulkhead("The slow one", 2, Duration.ofMillis(1));
        var first = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> bulkhead.ask(this::slowly), threads))
                .toList();
        asked.await();

        assertThatThrownBy(() -> bulkhead.ask(() -> "mine"))
                .isInstanceOf(EngineAway.class)
                .hasMessageContaining("The slow one");

        answered.countDown();
        assertThat(first).allSatisfy(one -> assertThat(one.join()).isEqualTo("late"));
        assertThat(bulkhead.<String>ask(() -> "mine")).isEqualTo("mine");
    }

    @Test
    void who_waits_gets_their_turn() throws InterruptedException {
        var bulkhead = new Bulkhead("The slow one", 1, Duration.ofMinutes(1));
        asked.countDown();
        var first = CompletableFuture.supplyAsync(() -> bulkhead.ask(this::slowly), threads);
        asked.await();

        var second = CompletableFuture.supplyAsync(() -> bulkhead.ask(() -> "mine"), threads);
        answered.countDown();

        assertThat(second.join()).isEqualTo("mine");
        assertThat(first.join()).isEqualTo("late");
    }

    @Test
    void a_question_that_fails_gives_its_turn_back() {
        var bulkhead = new Bulkhead("The broken one", 1, Duration.ofMillis(1));
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> bulkhead.ask(() -> {
                        throw new EngineRefusal();
                    }))
                    .isInstanceOf(EngineRefusal.class);
        }
    }

    private String slowly() {
        asked.countDown();
        try {
            answered.await();
            return "late";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class EngineRefusal extends RuntimeException {}
}
