package io.overdub.world;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Runs like a real clock, and can be wound forward; never back, since tests share it. */
@Alternative
@Priority(1)
@Singleton
public class TestClock extends Clock {

    private final Clock real = Clock.tickMillis(ZoneOffset.UTC);
    private final AtomicLong ahead = new AtomicLong();

    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("This clock only goes forward");
        }
        ahead.addAndGet(by.toMillis());
    }

    @Override
    public Instant instant() {
        return real.instant().plusMillis(ahead.get());
    }

    @Override
    public long millis() {
        return real.millis() + ahead.get();
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : Clock.offset(real.withZone(zone), Duration.ofMillis(ahead.get()));
    }
}
