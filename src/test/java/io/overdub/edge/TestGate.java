package io.overdub.edge;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds handlers inside until the test lets them go. */
@Singleton
class TestGate {

    private final Semaphore entered = new Semaphore(0);
    private final Semaphore released = new Semaphore(0);

    void enter() {
        entered.release();
    }

    void pass() throws InterruptedException {
        enter();
        released.tryAcquire(20, TimeUnit.SECONDS);
    }

    void awaitVisitor() throws InterruptedException {
        entered.tryAcquire(20, TimeUnit.SECONDS);
    }

    void release() {
        released.release();
    }
}
