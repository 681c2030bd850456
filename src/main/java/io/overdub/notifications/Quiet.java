package io.overdub.notifications;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Hours of the day in which somebody wants to be left alone; from the first minute until before the last, also over midnight. */
record Quiet(LocalTime from, LocalTime until) {

    private static final int MINUTES = 60;

    static Quiet ofMinutes(int from, int until) {
        return new Quiet(LocalTime.of(from / MINUTES, from % MINUTES), LocalTime.of(until / MINUTES, until % MINUTES));
    }

    static int minutes(LocalTime time) {
        return time.getHour() * MINUTES + time.getMinute();
    }

    /** When it will be over, if it is quiet there now. */
    @Nullable Instant endIfQuiet(Instant now, ZoneId zone) {
        var local = now.atZone(zone);
        var time = local.toLocalTime();
        var overMidnight = from.isAfter(until);
        var evening = !time.isBefore(from);
        var quiet = overMidnight ? evening || time.isBefore(until) : evening && time.isBefore(until);
        if (!quiet) {
            return null;
        }
        var day = overMidnight && evening ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        var end = day.atTime(until);
        var jump = zone.getRules().getTransition(end);
        // Where clocks leap over the end, it is over when they leap; where they go back over it, the second time.
        return jump != null && jump.isGap()
                ? jump.getInstant()
                : end.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
