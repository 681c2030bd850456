package io.overdub.notifications;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
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
        var today = now.atZone(zone).toLocalDate();
        // It may have begun yesterday, also by a clock that went back over the time when it ends.
        for (var day : List.of(today.minusDays(1), today)) {
            var end = end(day, zone);
            if (!now.isBefore(begin(day, zone)) && now.isBefore(end)) {
                return end;
            }
        }
        return null;
    }

    /** Where clocks leap over it, when they leap; where they go back over it, the first time. */
    private Instant begin(LocalDate day, ZoneId zone) {
        var begin = day.atTime(from);
        var jump = zone.getRules().getTransition(begin);
        return jump != null && jump.isGap()
                ? jump.getInstant()
                : begin.atZone(zone).toInstant();
    }

    /** Where clocks leap over it, when they leap; where they go back over it, the second time. */
    private Instant end(LocalDate day, ZoneId zone) {
        var end = (from.isAfter(until) ? day.plusDays(1) : day).atTime(until);
        var jump = zone.getRules().getTransition(end);
        return jump != null && jump.isGap()
                ? jump.getInstant()
                : end.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
