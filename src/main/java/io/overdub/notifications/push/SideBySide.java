package io.overdub.notifications.push;

import io.overdub.kernel.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/** Sends many messages by way of single ones, each on a thread of its own: at most {@value #LINES} are under way. */
final class SideBySide {

    private static final Logger LOG = Logger.getLogger(SideBySide.class);
    private static final int LINES = 200;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(LINES, SideBySide::line);

    private SideBySide() {}

    private static Thread line(Runnable task) {
        var thread = new Thread(task, "push-line");
        thread.setDaemon(true);
        return thread;
    }

    static List<Receipt> send(Push push, List<Addressed> some) {
        var calls = some.stream()
                .map(one -> Traces.carried(
                        (Callable<Receipt>) () -> push.send(one.platform(), one.endpoint(), one.message())))
                .toList();
        try {
            var receipts = new ArrayList<Receipt>();
            for (var answer : THREADS.invokeAll(calls)) {
                receipts.add(receipt(answer));
            }
            return receipts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while pushes were under way", e);
        }
    }

    /** What broke down on our side may have broken down after the deed. */
    private static Receipt receipt(Future<Receipt> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            LOG.error("A push broke off", e.getCause());
            return Receipt.UNKNOWN;
        }
    }
}
