package io.overdub.notifications;

import static java.util.stream.Collectors.toMap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/** The zones that phones live in, by their names in the IANA database; a new one comes with a new JDK. */
final class TimeZones {

    private static final Set<String> ALL = Set.copyOf(ZoneId.getAvailableZoneIds());

    /** Android's way and iOS's to say what somebody has set by hand: GMT+02:00, GMT+0200. */
    private static final Pattern OFFSET = Pattern.compile("(?:GMT|UTC?)?([+-])(\\d{1,2})(?::?(\\d{2}))?");

    /** No zone that has not changed since is known to change. */
    private static final Instant SETTLED = Instant.parse("2026-01-01T00:00:00Z");

    /** Full hours have names that are of no place, and say all there is to say. */
    private static final Comparator<String> BY_NAME =
            Comparator.comparing((String name) -> !name.startsWith("Etc/GMT")).thenComparing(name -> name);

    /** By seconds east of Greenwich, a zone that keeps that offset. */
    private static final Map<Integer, String> STEADY = steady();

    private TimeZones() {}

    /** The name that is kept of what a phone said: that itself, or of an offset a zone that never leaves it. */
    static Optional<String> named(String typed) {
        if (ALL.contains(typed)) {
            return Optional.of(typed);
        }
        var offset = OFFSET.matcher(typed);
        if (!offset.matches()) {
            return Optional.empty();
        }
        var minutes = Integer.parseInt(offset.group(2)) * 60
                + (offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3)));
        return Optional.ofNullable(STEADY.get(60 * (offset.group(1).equals("-") ? -minutes : minutes)));
    }

    /** As a device named it. A zone that this JDK does not know is none: another process may have another. */
    static ZoneId find(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    private static Map<Integer, String> steady() {
        return ALL.stream()
                .filter(name -> ZoneId.of(name).getRules().nextTransition(SETTLED) == null)
                .collect(toMap(
                        name -> ZoneId.of(name).getRules().getOffset(SETTLED).getTotalSeconds(),
                        name -> name,
                        BinaryOperator.minBy(BY_NAME)));
    }
}
