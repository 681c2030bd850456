package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody is to be told on their devices now, if it still holds. */
@StableName("notifications.push_due")
record PushDue(
        UUID push, AccountId to, Kind kind, @Nullable AccountId actor, UUID reason, UUID subject, UUID item, Instant at)
        implements DomainEvent {

    News news() {
        return new News(kind, actor, reason, subject);
    }
}
