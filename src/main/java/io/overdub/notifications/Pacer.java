package io.overdub.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets pushes of broadcasts go as fast as the dial says, and none of what is paused or cancelled. Looks twice a second while it waits. No
 * more of them are under way from this process at a time than it has lanes, each with what was let go at once.
 */
@ApplicationScoped
class Pacer {

    private static final long LOOK_MS = 500;

    /** What little is too early may go. */
    private static final long SLACK_MS = 5;

    private final DialRepository dial;
    private final Semaphore lanes;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Pacer(DialRepository dial, NotificationsConfig config) {
        this.dial = dial;
        this.lanes = new Semaphore(config.lanes(), true);
    }

    /** Nobody waits any more, and nothing goes. */
    void stop() {
        stopped.countDown();
    }

    /**
     * Waits for a lane, and for the turn of so many pushes. Whoever may go has the lane until they are {@link #gone}.
     *
     * @return false when the broadcast is not to go on, or the parcel is somebody else's
     */
    boolean mayGo(Parcel parcel, int pushes) {
        if (!hasLane(parcel)) {
            return false;
        }
        var may = false;
        try {
            may = hasTurn(parcel, pushes);
        } finally {
            if (!may) {
                gone();
            }
        }
        return may;
    }

    /** What went is written down. */
    void gone() {
        lanes.release();
    }

    private boolean hasLane(Parcel parcel) {
        try {
            while (!lanes.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
                if (stopped.getCount() == 0 || !dial.standing(parcel).running()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean hasTurn(Parcel parcel, int pushes) {
        var wait = new Wait();
        while (stopped.getCount() > 0) {
            var standing = dial.standing(parcel);
            if (!standing.running()) {
                return false;
            }
            if (wait.turn == null || wait.turn.version() != standing.version()) {
                wait.begin(dial.queue(pushes).orElse(null));
            }
            var left = wait.leftMs();
            if (left <= SLACK_MS || left <= LOOK_MS && !pause(left)) {
                return stopped.getCount() > 0;
            }
            if (left > LOOK_MS) {
                pause(LOOK_MS);
            }
        }
        return false;
    }

    /** False, as soon as it is over, unless the process stops meanwhile. */
    private boolean pause(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
            return true;
        }
    }

    /** One turn that somebody waits for. */
    private static final class Wait {

        private DialRepository.@Nullable Turn turn;
        private long begun;

        void begin(DialRepository.@Nullable Turn next) {
            turn = next;
            begun = System.nanoTime();
        }

        long leftMs() {
            return turn == null
                    ? LOOK_MS + 1
                    : (long) turn.waitMs()
                            - Duration.ofNanos(System.nanoTime() - begun).toMillis();
        }
    }
}
