package io.overdub.journeys;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Begins something at a fixed rate, however long what was begun before takes: the way people come. Whoever measures how long something took
 * measures from when it was due, so that what holds up the beginning counts too.
 */
final class OpenLoad {

    private final long everyNanos;
    private final LongConsumer begin;
    private final Thread thread = new Thread(this::run, "open-load");
    private volatile boolean over;

    /** @param begin gets when it was due, by {@link System#nanoTime}, and returns at once */
    OpenLoad(int perSecond, LongConsumer begin) {
        this.everyNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        this.begin = begin;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (var due = System.nanoTime(); !over; due += everyNanos) {
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            begin.accept(due);
        }
    }

    /** Nothing is begun after this; what was begun goes on. */
    void end() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
