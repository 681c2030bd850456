package io.overdub.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What is said to an engine passes through here, so that tests can take the engine away, slow it down and bring it back. */
public final class Door implements AutoCloseable {

    private enum State {
        OPEN,
        SHUT,
        SILENT,
        CROWDED
    }

    private static final long LONG_ENOUGH_NANOS = Duration.ofSeconds(30).toNanos();

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "door");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final int port = SteadyPort.find();
    private final IntSupplier engine;
    private @Nullable ServerSocket entrance;
    private State state = State.SHUT;
    private byte[] refusal = {};
    private long delayNanos;

    /**
     * Shut at first.
     *
     * @param engine its port on this machine, by the time somebody comes
     */
    public Door(IntSupplier engine) {
        this.engine = engine;
    }

    public int port() {
        return port;
    }

    /** As an engine that was there all the time, or thaws: what was said to it meanwhile reaches it now. */
    public synchronized void open() {
        state = State.OPEN;
        delayNanos = 0;
        receive();
        notifyAll();
    }

    /** As an engine that has died: connections break, and new ones are refused. */
    public synchronized void shut() throws IOException {
        state = State.SHUT;
        if (entrance != null) {
            entrance.close();
        }
        cut();
    }

    /** As an engine that was started anew within a moment: connections break, new ones work. */
    public synchronized void cut() {
        links.forEach(Link::close);
        notifyAll();
    }

    /** As an engine that hangs: it accepts everything and answers nothing. */
    public synchronized void fallSilent() {
        state = State.SILENT;
    }

    /** As an engine that needs so much longer for each answer. */
    public synchronized void slow(Duration delay) {
        delayNanos = delay.toNanos();
    }

    /** As an engine whose network path has changed: connections of before stay silent for ever, new ones work. */
    public synchronized void loseAllConnections() {
        links.forEach(link -> link.lost = true);
    }

    /**
     * As an engine that has no room for another client.
     *
     * @param refusal what it says to them
     */
    public synchronized void turnAway(byte[] refusal) {
        this.refusal = refusal;
        state = State.CROWDED;
        cut();
    }

    @Override
    public void close() throws IOException {
        shut();
        threads.shutdownNow();
    }

    private void receive() {
        if (entrance != null && !entrance.isClosed()) {
            return;
        }
        var deadline = System.nanoTime() + LONG_ENOUGH_NANOS;
        while (true) {
            try {
                var opened = new ServerSocket();
                opened.setReuseAddress(true);
                opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                entrance = opened;
                threads.execute(() -> welcome(opened));
                return;
            } catch (BindException e) {
                // What was shut is closed only once the thread that waited for visitors has left.
                if (System.nanoTime() > deadline) {
                    throw new UncheckedIOException("The door does not open", e);
                }
                Thread.onSpinWait();
            } catch (IOException e) {
                throw new UncheckedIOException("The door does not open", e);
            }
        }
    }

    private void welcome(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                welcome(opened.accept());
            } catch (IOException closed) {
                // Whoever came in just then sees a broken connection, as it should be.
            }
        }
    }

    /** Whole or not at all: a link that came about behind a door that shuts would outlive that. */
    private synchronized void welcome(Socket client) throws IOException {
        if (state == State.CROWDED) {
            client.getOutputStream().write(refusal);
        }
        if (state == State.CROWDED || state == State.SHUT) {
            client.close();
            return;
        }
        var link = new Link(client, behind(client));
        links.add(link);
        link.carry(client, link.server, false);
        link.carry(link.server, client, true);
    }

    private Socket behind(Socket client) throws IOException {
        try {
            return new Socket("127.0.0.1", engine.getAsInt());
        } catch (IOException dead) {
            client.close();
            throw dead;
        }
    }

    /** Holds bytes back until they may arrive; false when they never may. */
    private synchronized boolean lets(Link link, Piece piece) throws InterruptedException {
        while (!link.lost) {
            var left = piece.isAnswer ? piece.read + delayNanos - System.nanoTime() : 0;
            if (state == State.SILENT) {
                wait();
            } else if (left > 0) {
                wait(Duration.ofNanos(left).toMillis() + 1);
            } else {
                return true;
            }
        }
        return false;
    }

    private synchronized boolean isWideOpen(Link link) {
        return !link.lost && state == State.OPEN && delayNanos == 0;
    }

    /**
     * @param bytes none: behind it nothing comes
     * @param read when it came
     */
    private record Piece(byte[] bytes, long read, boolean isAnswer) {

        private static final Piece LAST = new Piece(new byte[0], 0, false);
    }

    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean lost;

        private Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        /** Two threads, so that what comes while something is held back is held back no longer than that. */
        private void carry(Socket from, Socket to, boolean isAnswer) {
            var pieces = new LinkedBlockingQueue<Piece>();
            var held = new AtomicInteger();
            threads.execute(() -> untilBroken(
                    () -> read(from.getInputStream(), to.getOutputStream(), pieces, held, isAnswer), pieces));
            threads.execute(() -> untilBroken(() -> write(pieces, held, to.getOutputStream()), pieces));
        }

        private void untilBroken(Work work, BlockingQueue<Piece> pieces) {
            try {
                work.run();
            } catch (IOException broken) {
                close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
            } finally {
                pieces.add(Piece.LAST);
            }
        }

        /** What nothing holds back goes on at once: through both threads it takes twice the time of the processor. */
        private void read(
                InputStream from, OutputStream to, BlockingQueue<Piece> pieces, AtomicInteger held, boolean isAnswer)
                throws IOException {
            var bytes = new byte[16 * 1024];
            for (var count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                if (held.get() == 0 && isWideOpen(this)) {
                    to.write(bytes, 0, count);
                } else {
                    held.incrementAndGet();
                    pieces.add(new Piece(Arrays.copyOf(bytes, count), System.nanoTime(), isAnswer));
                }
            }
        }

        private void write(BlockingQueue<Piece> pieces, AtomicInteger held, OutputStream to)
                throws IOException, InterruptedException {
            for (var piece = pieces.take(); piece.bytes.length > 0; piece = pieces.take()) {
                if (lets(this, piece)) {
                    to.write(piece.bytes);
                }
                held.decrementAndGet();
            }
            close();
        }

        private void close() {
            links.remove(this);
            try (client;
                    server) {
                lost = true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
