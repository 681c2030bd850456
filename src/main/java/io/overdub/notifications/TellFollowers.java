package io.overdub.notifications;

import io.overdub.connections.Connections;
import io.overdub.dubs.Captions;
import io.overdub.dubs.DubPublished;
import io.overdub.kernel.StableName;
import io.overdub.kernel.StepwiseSubscriber;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells an author's followers of a new dub, some at a time, until all know or nobody may see it any more. */
@Singleton
@StableName("notifications.tell_followers")
class TellFollowers implements StepwiseSubscriber<DubPublished> {

    private static final int AT_ONCE = 300;

    private final Herald herald;
    private final Tact tact;
    private final Connections connections;
    private final Captions captions;

    TellFollowers(Herald herald, Tact tact, Connections connections, Captions captions) {
        this.herald = herald;
        this.tact = tact;
        this.connections = connections;
        this.captions = captions;
    }

    @Override
    public @Nullable String step(DubPublished event, @Nullable String reached) {
        if (captions.of(List.of(event.dub())).isEmpty()) {
            return null;
        }
        var after = reached == null ? null : UUID.fromString(reached);
        var some = connections.followersOf(event.author(), after, AT_ONCE);
        herald.tell(
                News.of(Kind.NEW_DUB, event.author(), event.dub().value()),
                tact.welcoming(event.author(), some.rows()));
        return some.last() || some.end() == null ? null : some.end().toString();
    }
}
