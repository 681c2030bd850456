package io.overdub.notifications;

import java.time.Duration;

/**
 * Whether a parcel may go on, when it was asked.
 *
 * @param version of the dial
 * @param running whether the broadcast is to go on and the parcel is still held
 * @param at of {@link System#nanoTime}
 */
record Clearance(int version, boolean running, long at) {

    /** What was said to stop stops so much later at the most, and then what is under way. */
    private static final long GOOD_FOR = Duration.ofMillis(200).toNanos();

    static Clearance now(int version, boolean running) {
        return new Clearance(version, running, System.nanoTime());
    }

    boolean isRecent() {
        return System.nanoTime() - at < GOOD_FOR;
    }
}
