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
        var bulkhead = new Bulkhead(2, Duration.ofMillis(1), Full::new);
        var first = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> bulkhead.run(this::slowly), threads))
                .toList();
        asked.await();

        assertThatThrownBy(() -> bulkhead.run(() -> "mine")).isInstanceOf(Full.class);
        assertThat(bulkhead.waiting()).isZero();

        answered.countDown();
        assertThat(first).allSatisfy(one -> assertThat(one.join()).isEqualTo("late"));
        assertThat(bulkhead.<String>run(() -> "mine")).isEqualTo("mine");
    }

    @Test
    void who_waits_gets_their_turn() throws InterruptedException {
        var bulkhead = new Bulkhead(1, Duration.ofMinutes(1), Full::new);
        asked.countDown();
        var first = CompletableFuture.supplyAsync(() -> bulkhead.run(this::slowly), threads);
        asked.await();

        var second = CompletableFuture.supplyAsync(() -> bulkhead.run(() -> "mine"), threads);
        answered.countDown();

        assertThat(second.join()).isEqualTo("mine");
        assertThat(first.join()).isEqualTo("late");
    }

    @Test
    void a_question_that_fails_gives_its_turn_back() {
        var bulkhead = new Bulkhead(1, Duration.ofMillis(1), Full::new);
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> bulkhead.run(() -> {
                        throw new Broken();
                    }))
                    .isInstanceOf(Broken.class);
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

    private static final class Full extends RuntimeException {}

    private static final class Broken extends RuntimeException {}
}
