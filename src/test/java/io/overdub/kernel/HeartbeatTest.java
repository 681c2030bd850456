package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heart = new Heartbeat("heart", Duration.ofMillis(1));

    @AfterEach
    void stop() {
        heart.stop();
    }

    @Test
    void a_beat_that_fails_is_followed_by_the_next() throws InterruptedException {
        var beats = new CountDownLatch(5);

        heart.begin(() -> {
            beats.countDown();
            throw new EngineAway("The queue");
        });

        assertThat(beats.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void work_that_has_ended_beats_no_more() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var beats = new AtomicInteger();
        var work = heart.begin(() -> {
            beats.incrementAndGet();
            begun.countDown();
        });
        begun.await();
        work.end();
        // Whoever comes later in the same thread comes after one that was on its way.
        var later = new CountDownLatch(3);
        heart.begin(later::countDown);
        later.await();
        var then = beats.get();
        var muchLater = new CountDownLatch(5);
        heart.begin(muchLater::countDown);
        muchLater.await();

        assertThat(beats).hasValue(then);
    }
}
