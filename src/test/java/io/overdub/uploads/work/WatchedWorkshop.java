package io.overdub.uploads.work;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** The workshop of this machine, which tests can close for a while, and in which somebody may drop dead. For a test profile. */
@Singleton
@Alternative
public class WatchedWorkshop implements Workshop {

    /** What nobody foresees. */
    private static final class Dead extends Error {}

    private final Workshop real;
    private final Semaphore open = new Semaphore(1);
    private final AtomicBoolean dies = new AtomicBoolean();

    WatchedWorkshop(WorkConfig config) {
        this.real = new WorkshopProducer().workshop(config);
    }

    /** Whoever begins waits until {@link #reopen}. */
    public void shut() throws InterruptedException {
        open.acquire();
    }

    public void reopen() {
        open.release();
    }

    /** The next worker ends after the first thing that they made. */
    public void killNext() {
        dies.set(true);
    }

    @Override
    public Tool tool() {
        return real.tool();
    }

    @Override
    public Verdict work(Order order) {
        open.acquireUninterruptibly();
        open.release();
        return real.work(dies.getAndSet(false) ? new LastOrder(order) : order);
    }

    @Override
    public void abandon() {
        real.abandon();
    }

    @Override
    public void close() {
        real.close();
    }

    private record LastOrder(Order order) implements Order {

        @Override
        public Kind kind() {
            return order.kind();
        }

        @Override
        public String contentType() {
            return order.contentType();
        }

        @Override
        public long longestMs() {
            return order.longestMs();
        }

        @Override
        public void fetch(Path target) {
            order.fetch(target);
        }

        @Override
        public void deliver(Piece piece) {
            order.deliver(piece);
            throw new Dead();
        }
    }
}
