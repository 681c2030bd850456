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
    private final Ration ration = new Ration();
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
     * @param known the parcel's clearance as it was last
     * @return false when the broadcast is not to go on, or the parcel is somebody else's
     */
    boolean mayGo(Parcel parcel, int pushes, @Nullable Clearance known) {
        if (!hasLane(parcel)) {
            return false;
        }
        var may = false;
        try {
            may = hasTurn(parcel, pushes, known);
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
                if (stopped.getCount() == 0 || !dial.clearance(parcel).running()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean hasTurn(Parcel parcel, int pushes, @Nullable Clearance known) {
        var wait = new Wait();
        for (var clearance = current(parcel, known); stopped.getCount() > 0; clearance = dial.clearance(parcel)) {
            if (!clearance.running()) {
                return false;
            }
            if (ration.use(clearance.version(), pushes)) {
                return true;
            }
            if (wait.turn == null || wait.turn.version() != clearance.version()) {
                var asked = ration.worthAsking(pushes);
                wait.begin(dial.queue(asked).orElse(null), asked);
            }
            var left = wait.leftMs();
            if (left <= SLACK_MS || left <= LOOK_MS && !pause(left)) {
                wait.over(ration, pushes);
                return stopped.getCount() > 0;
            }
            if (left > LOOK_MS) {
                pause(LOOK_MS);
            }
        }
        return false;
    }

    private Clearance current(Parcel parcel, @Nullable Clearance known) {
        return known != null && known.isRecent() ? known : dial.clearance(parcel);
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
        private int pushes;
        private long begun;

        void begin(DialRepository.@Nullable Turn next, int asked) {
            turn = next;
            pushes = asked;
            begun = System.nanoTime();
        }

        /** What was asked for and is not used is for whoever comes next. */
        void over(Ration ration, int used) {
            if (turn != null) {
                ration.add(turn, pushes - used);
            }
        }

        long leftMs() {
            return turn == null
                    ? LOOK_MS + 1
                    : (long) turn.waitMs()
                            - Duration.ofNanos(System.nanoTime() - begun).toMillis();
        }
    }
}
