package io.overdub.notifications;

import io.overdub.connections.FollowChanged;
import io.overdub.connections.Followed;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Tells somebody of a new follower; a request that it answers is done with. */
@Singleton
@StableName("notifications.tell_of_follow")
class TellOfFollow implements Subscriber<FollowChanged> {

    private final Herald herald;
    private final Tact tact;
    private final Clock clock;

    TellOfFollow(Herald herald, Tact tact, Clock clock) {
        this.herald = herald;
        this.tact = tact;
        this.clock = clock;
    }

    @Override
    public String orderedBy(FollowChanged event) {
        return event.follower() + ":" + event.followee();
    }

    @Override
    public void on(FollowChanged event) {
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var follow = News.between(Kind.FOLLOW, event.follower(), day);
        herald.withdraw(News.between(Kind.FOLLOW_REQUEST, event.follower(), day), event.followee());
        if (!(event instanceof Followed)) {
            herald.withdraw(follow, event.followee());
        } else if (!tact.isUnwelcome(event.followee(), event.follower())) {
            herald.tell(follow, List.of(event.followee()));
        }
    }
}
