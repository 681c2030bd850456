package io.overdub.world;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Somebody of the staff whom tests may share. Signing in costs a hash of a password, which takes longer than most stories. */
final class Badge {

    /** Long before a token ends, and often enough that nobody runs into a limit of the day. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final TestClock clock;
    private final Supplier<Person> newcomer;
    private @Nullable Person holder;
    private Instant until = Instant.MIN;

    Badge(TestClock clock, Supplier<Person> newcomer) {
        this.clock = clock;
        this.newcomer = newcomer;
    }

    synchronized Person holder() {
        if (holder == null || clock.instant().isAfter(until)) {
            holder = newcomer.get();
            until = clock.instant().plus(GOOD_FOR);
        }
        return holder;
    }
}
