package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.analytics.stream.StreamRecord;
import io.overdub.world.StoppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InletTest {

    private static final int AT_ONCE = 3;

    private final MemoryStream stream = new MemoryStream();
    private final Inlet inlet = new Inlet(
            stream,
            new IntakeLimits(1_000, AT_ONCE, Duration.ofSeconds(30), 1_000),
            new StoppedClock(Instant.parse("2026-02-01T00:00:00Z")));
    private final ExecutorService phones = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        stream.goOn();
        phones.shutdownNow();
    }

    @Test
    void while_the_stream_hangs_few_wait_for_it_and_the_others_are_told_to_come_again() throws InterruptedException {
        stream.hangs();
        var waiting = new ArrayList<CompletableFuture<Void>>();
        for (var phone = 0; phone < AT_ONCE; phone++) {
            waiting.add(CompletableFuture.runAsync(this::append, phones));
        }
        while (inlet.waiting() < AT_ONCE - 1) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(this::append).isInstanceOf(IntakeFull.class);

        stream.goOn();
        waiting.forEach(CompletableFuture::join);
        assertThat(stream.take(10).orElseThrow().bodies()).hasSize(AT_ONCE);
        append();
        assertThat(stream.take(10).orElseThrow().bodies()).isEqualTo(List.of("{}", "{}", "{}", "{}"));
    }

    private void append() {
        inlet.append(new StreamRecord("phone", "{}"));
    }
}
