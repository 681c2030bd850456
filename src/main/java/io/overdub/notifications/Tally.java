package io.overdub.notifications;

import io.overdub.notifications.push.Receipt;

/** What became of some devices. @param failed all that went wrong, the dead and the unknown too */
record Tally(int delivered, int suppressed, int failed, int dead, int unknown) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    static Tally suppressed(int devices) {
        return new Tally(0, devices, 0, 0, 0);
    }

    static Tally of(Receipt receipt) {
        return switch (receipt) {
            case ACCEPTED -> new Tally(1, 0, 0, 0, 0);
            case DEAD -> new Tally(0, 0, 1, 1, 0);
            case UNKNOWN -> new Tally(0, 0, 1, 0, 1);
            case REFUSED, GONE, BUSY, AWAY -> new Tally(0, 0, 1, 0, 0);
        };
    }

    Tally plus(Tally other) {
        return new Tally(
                delivered + other.delivered,
                suppressed + other.suppressed,
                failed + other.failed,
                dead + other.dead,
                unknown + other.unknown);
    }
}
