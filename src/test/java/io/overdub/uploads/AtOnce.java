package io.overdub.uploads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several things in the same moment, as near as threads get to it. */
final class AtOnce {

    private AtOnce() {}

    /** What each came to, in order. */
    static <T> List<T> all(List<? extends Callable<T>> work) throws Exception {
        var threads = Executors.newFixedThreadPool(work.size());
        var together = new CountDownLatch(work.size());
        try {
            var running = new ArrayList<Future<T>>();
            for (var one : work) {
                running.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return one.call();
                }));
            }
            var results = new ArrayList<T>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
