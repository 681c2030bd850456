package io.overdub.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Keeps a handler inside until its client has hung up, and notes what is written to nobody then. */
@Singleton
class TestDesertion {

    private final TestGate gate;
    private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();

    TestDesertion(TestGate gate) {
        this.gate = gate;
    }

    void await(RoutingContext request) throws InterruptedException {
        var response = request.response();
        request.addBodyEndHandler(ignored -> statuses.add(response.getStatusCode()));
        gate.enter();
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!response.closed() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        // What the event loop makes of it is over when it comes to this.
        var next = new CompletableFuture<Void>();
        request.vertx().getOrCreateContext().runOnContext(next::complete);
        next.join();
    }

    /** Of the answer that nobody hears; null when there is none in time. */
    @Nullable Integer status() throws InterruptedException {
        return statuses.poll(20, TimeUnit.SECONDS);
    }
}
