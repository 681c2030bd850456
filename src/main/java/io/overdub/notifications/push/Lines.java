package io.overdub.notifications.push;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lines to one server. They are kept as long as they are in use: one that rested for a while may have been hung up on the other side, and
 * whatever is said there then has an unknown fate.
 */
final class Lines {

    private final URI address;
    private final SSLSocketFactory secrecy;
    private final Duration connect;
    private final Duration answer;
    private final long mostRest;
    private final long doubtfulRest;
    private final Deque<Line> resting = new ArrayDeque<>();
    private boolean sweeping;

    /**
     * @param mostRest after which a line is given up
     * @param doubtfulRest after which a line is only used if the other side was not heard to hang up
     */
    Lines(
            URI address,
            SSLSocketFactory secrecy,
            Duration connect,
            Duration answer,
            Duration mostRest,
            Duration doubtfulRest) {
        this.address = address;
        this.secrecy = secrecy;
        this.connect = connect;
        this.answer = answer;
        this.mostRest = mostRest.toNanos();
        this.doubtfulRest = doubtfulRest.toNanos();
    }

    /** The one that was in use last, if any is good; whoever takes it has it alone. */
    @Nullable Line take() {
        while (true) {
            var line = last();
            var now = System.nanoTime();
            if (line == null
                    || line.restedFor(now) < doubtfulRest
                    || line.restedFor(now) < mostRest && line.isSilent()) {
                return line;
            }
            line.close();
        }
    }

    private synchronized @Nullable Line last() {
        return resting.pollLast();
    }

    Line open() throws IOException {
        return Line.to(address, secrecy, connect, answer);
    }

    synchronized void giveBack(Line line) {
        line.rest(System.nanoTime());
        resting.addLast(line);
        if (!sweeping) {
            sweeping = true;
            sweepLater();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void sweepLater() {
        CompletableFuture.delayedExecutor(mostRest, TimeUnit.NANOSECONDS).execute(this::sweep);
    }

    /** Nobody may come for them any more, and what is hung up on the other side stays half open until we hang up too. */
    private synchronized void sweep() {
        var now = System.nanoTime();
        for (var line = resting.peekFirst();
                line != null && line.restedFor(now) >= mostRest;
                line = resting.peekFirst()) {
            resting.removeFirst().close();
        }
        sweeping = !resting.isEmpty();
        if (sweeping) {
            sweepLater();
        }
    }
}
