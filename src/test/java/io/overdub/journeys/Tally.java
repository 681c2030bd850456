package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** How requests of one time were answered. Safe for many threads. */
final class Tally {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong lastMiss = new AtomicLong(System.nanoTime());
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> misses = new ConcurrentHashMap<>();

    void ask() {
        asked.incrementAndGet();
    }

    void answer(Duration latency) {
        answered.incrementAndGet();
        end(latency);
    }

    /** 503, with a word on when to come again. */
    void refuse(String what, Duration latency) {
        refused.incrementAndGet();
        miss(what, latency);
    }

    /** Something else, or nothing. */
    void miss(String what, Duration latency) {
        misses.computeIfAbsent(what, first -> new AtomicInteger()).incrementAndGet();
        lastMiss.accumulateAndGet(System.nanoTime(), Math::max);
        end(latency);
    }

    private void end(Duration latency) {
        latencies.add(latency.toNanos());
        ended.incrementAndGet();
    }

    int asked() {
        return asked.get();
    }

    int answered() {
        return answered.get();
    }

    /** Those that were told to come again; {@link #misses} has them too. */
    int refused() {
        return refused.get();
    }

    boolean isComplete() {
        return ended.get() == asked.get();
    }

    /** Until each is answered, or given up. */
    void awaitAll() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isComplete()) {
            assertThat(System.nanoTime()).as("time for answers").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** When one was not answered for the last time, by {@link System#nanoTime}; if all were, when counting began. */
    long lastMiss() {
        return lastMiss.get();
    }

    /** So many parts of a hundred of them took no longer. */
    Duration within(double percent) {
        var sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0
                ? Duration.ZERO
                : Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * percent / 100))]);
    }

    /** What was not answered, and how often. */
    Map<String, Integer> misses() {
        var sorted = new TreeMap<String, Integer>();
        misses.forEach((what, count) -> sorted.put(what, count.get()));
        return sorted;
    }
}
