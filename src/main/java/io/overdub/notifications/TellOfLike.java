package io.overdub.notifications;

import io.overdub.dubs.Dubs;
import io.overdub.dubs.LikeSet;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells authors who likes their dubs. */
@Singleton
@StableName("notifications.tell_of_like")
class TellOfLike implements Subscriber<LikeSet> {

    private final Herald herald;
    private final Tact tact;
    private final Dubs dubs;

    TellOfLike(Herald herald, Tact tact, Dubs dubs) {
        this.herald = herald;
        this.tact = tact;
        this.dubs = dubs;
    }

    @Override
    public String orderedBy(LikeSet event) {
        return event.account() + ":" + event.dub();
    }

    @Override
    public void on(LikeSet event) {
        var like = News.of(Kind.LIKE, event.account(), event.dub().value());
        if (!event.liked()) {
            herald.withdraw(like);
            return;
        }
        var dub = dubs.visibleTo(event.account(), List.of(event.dub())).get(event.dub());
        if (dub == null) {
            return;
        }
        var author = dub.author().id();
        if (!author.equals(event.account()) && !tact.isUnwelcome(author, event.account())) {
            herald.tell(like, List.of(author));
        }
    }
}
