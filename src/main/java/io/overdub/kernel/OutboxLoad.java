package io.overdub.kernel;

import jakarta.inject.Singleton;

/** Whether so many facts are on their way that whoever tells many at once had better wait. */
@Singleton
public class OutboxLoad {

    private static final long HEAVY = 5_000;

    private final OutboxRepository outbox;

    OutboxLoad(OutboxRepository outbox) {
        this.outbox = outbox;
    }

    public boolean isHeavy() {
        return outbox.isLongerThan(HEAVY);
    }
}
