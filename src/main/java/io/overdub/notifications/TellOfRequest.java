package io.overdub.notifications;

import io.overdub.connections.FollowRequested;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Tells a private account of somebody who asks to follow it. */
@Singleton
@StableName("notifications.tell_of_request")
class TellOfRequest implements Subscriber<FollowRequested> {

    private final Herald herald;
    private final Tact tact;
    private final Clock clock;

    TellOfRequest(Herald herald, Tact tact, Clock clock) {
        this.herald = herald;
        this.tact = tact;
        this.clock = clock;
    }

    @Override
    public void on(FollowRequested event) {
        if (tact.asksFor(event.follower(), event.followee()) && !tact.isUnwelcome(event.followee(), event.follower())) {
            var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            herald.tell(News.between(Kind.FOLLOW_REQUEST, event.follower(), day), List.of(event.followee()));
        }
    }
}
