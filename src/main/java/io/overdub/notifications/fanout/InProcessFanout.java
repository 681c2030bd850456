package io.overdub.notifications.fanout;

import io.overdub.kernel.Traces;
import io.overdub.notifications.push.Push;
import io.overdub.notifications.push.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * From this process: the letters of a part side by side, the parts one after the other. However many batches are handed over at once, at
 * most {@value #LINES} letters are under way.
 */
final class InProcessFanout implements Fanout {

    private static final Logger LOG = Logger.getLogger(InProcessFanout.class);
    private static final int LINES = 200;

    private final Push push;
    private final Estimate estimate;
    private final ExecutorService lines = Executors.newFixedThreadPool(LINES, InProcessFanout::line);

    InProcessFanout(Push push, Estimate estimate) {
        this.push = push;
        this.estimate = estimate;
    }

    private static Thread line(Runnable task) {
        var thread = new Thread(task, "fanout-line");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void send(Batch batch, Flow flow) {
        for (var part : batch.parts()) {
            if (!flow.mayGo(part.letters().size())) {
                return;
            }
            flow.done(part, receipts(part));
        }
    }

    @Override
    public Plan plan(long letters) {
        return estimate.inProcess(letters);
    }

    private List<Receipt> receipts(Part part) {
        var calls = part.letters().stream()
                .map(letter -> Traces.carried(
                        (Callable<Receipt>) () -> push.send(letter.platform(), letter.endpoint(), letter.message())))
                .toList();
        try {
            var receipts = new ArrayList<Receipt>();
            for (var answer : lines.invokeAll(calls)) {
                receipts.add(receipt(answer));
            }
            return receipts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a part was under way", e);
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
