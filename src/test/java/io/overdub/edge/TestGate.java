package io.overdub.edge;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds handlers inside until the test lets them go. Those that are to go apart leave by doors of their own. */
@Singleton
class TestGate {

    enum Door {
        ANSWERS,
        ORDERS
    }

    private final Semaphore entered = new Semaphore(0);
    private final Semaphore answers = new Semaphore(0);
    private final Semaphore orders = new Semaphore(0);

    void enter() {
        entered.release();
    }

    void pass(Door door) throws InterruptedException {
        enter();
        await(released(door), "Nobody lets it go");
    }

    void awaitVisitor() throws InterruptedException {
        await(entered, "Nobody comes");
    }

    void release(Door door) {
        released(door).release();
    }

    private Semaphore released(Door door) {
        return switch (door) {
            case ANSWERS -> answers;
            case ORDERS -> orders;
        };
    }

    private static void await(Semaphore permits, String complaint) throws InterruptedException {
        if (!permits.tryAcquire(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException(complaint);
        }
    }
}
