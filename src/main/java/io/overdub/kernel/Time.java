package io.overdub.kernel;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** The one clock: UTC, in milliseconds, because PostgreSQL keeps fewer digits than the JVM and an answer must not change on reload. */
public class Time {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    @Produces
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** For what runs without the app, such as a function. */
    public static Clock ofThisMachine() {
        return Clock.systemUTC();
    }

    /** In a year from 1 to 9999: those that RFC 3339 has words for, and that every engine can hold. */
    public static boolean isKept(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(END);
    }
}
