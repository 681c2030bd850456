package io.overdub.notifications;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import io.overdub.notifications.push.CapturedRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Inboxes go back 90 days; how single pushes fared, and what was captured, some days. */
@Singleton
@StableName("notifications.forget_news")
class ForgetNews implements Job {

    private static final Duration INBOX = Duration.ofDays(90);
    private static final Duration PUSHES = Duration.ofDays(3);
    private static final int BATCH = 5_000;

    private final InboxRepository inbox;
    private final DeliveryRepository deliveries;
    private final CapturedRepository captured;
    private final BroadcastRepository broadcasts;
    private final Clock clock;

    ForgetNews(
            InboxRepository inbox,
            DeliveryRepository deliveries,
            CapturedRepository captured,
            BroadcastRepository broadcasts,
            Clock clock) {
        this.inbox = inbox;
        this.deliveries = deliveries;
        this.captured = captured;
        this.broadcasts = broadcasts;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        var now = clock.instant();
        while (inbox.forgetItems(now.minus(INBOX), BATCH)
                        + inbox.forgetNews(now.minus(INBOX), BATCH)
                        + deliveries.forget(now.minus(PUSHES), BATCH)
                        + captured.forget(now.minus(PUSHES), BATCH)
                        + broadcasts.forget(now.minus(INBOX), BATCH)
                > 0) {
            continue;
        }
    }
}
