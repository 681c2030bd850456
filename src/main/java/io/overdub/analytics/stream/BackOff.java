package io.overdub.analytics.stream;

import io.overdub.kernel.EngineAway;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** 50, 100, 200 and 400 ms: a shard that is full is so for parts of a second. */
final class BackOff {

    private BackOff() {}

    static void before(int tryNumber) {
        try {
            // Nobody opens it: it only waits.
            if (new CountDownLatch(1).await(25L << Math.min(tryNumber, 4), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Nobody opens it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineAway("Amazon Kinesis");
        }
    }
}
