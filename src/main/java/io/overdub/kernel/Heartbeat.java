package io.overdub.kernel;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says again and again that somebody is still at work that takes long, in a thread of its own. A beat that fails, since the database is away
 * for a moment, ends nothing: the next one is set before it. Many works may have one heart; a beat that hangs holds up those of all.
 */
public final class Heartbeat {

    private final Duration pause;
    private final ScheduledExecutorService heart;

    /** @param pause before the first beat and between beats */
    public Heartbeat(String thread, Duration pause) {
        this.pause = pause;
        this.heart = Executors.newSingleThreadScheduledExecutor(task -> {
            var beating = new Thread(task, thread);
            beating.setDaemon(true);
            return beating;
        });
    }

    /** Until it is ended. */
    public Work begin(Runnable beat) {
        var work = new Work(beat);
        work.setNext();
        return work;
    }

    /** For good; what beats now is interrupted. */
    public void stop() {
        heart.shutdownNow();
    }

    /** What somebody is at. */
    public final class Work {

        private final Runnable beat;
        private boolean ended;
        private @Nullable ScheduledFuture<?> next;

        private Work(Runnable beat) {
            this.beat = beat;
        }

        private synchronized void setNext() {
            if (!ended) {
                next = heart.schedule(this::beat, pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void beat() {
            setNext();
            beat.run();
        }

        /** One that is on its way may still come. */
        public synchronized void end() {
            ended = true;
            if (next != null) {
                next.cancel(false);
            }
        }
    }
}
