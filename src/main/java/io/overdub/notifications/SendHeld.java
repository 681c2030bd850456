package io.overdub.notifications;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Sends in the morning what came in the night. */
@Singleton
@StableName("notifications.send_held")
class SendHeld implements Job {

    private static final int BATCH = 200;

    private final Herald herald;

    SendHeld(Herald herald) {
        this.herald = herald;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        while (herald.release(BATCH) == BATCH) {
            continue;
        }
    }
}
