package io.overdub.feeds.timeline;

import io.overdub.accounts.AccountId;
import io.overdub.connections.Connections;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import io.overdub.kernel.Stretch;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a timeline would say if it knew everything: slower, and always right. */
final class TimelineTruth {

    private final Connections connections;
    private final Dubs dubs;

    TimelineTruth(Connections connections, Dubs dubs) {
        this.connections = connections;
        this.dubs = dubs;
    }

    List<AccountId> followedBy(AccountId reader) {
        return connections.followedBy(reader, Connections.MOST_FOLLOWED);
    }

    List<DubId> newestBy(AccountId author, @Nullable UUID before, int limit) {
        return dubs.newestBy(List.of(author), before, limit);
    }

    List<DubId> newest(AccountId reader, @Nullable UUID before, int limit) {
        return dubs.newestBy(followedBy(reader), before, limit);
    }

    Stretch<DubId> stretch(AccountId reader, @Nullable UUID before, int limit) {
        return Stretch.of(newest(reader, before, limit + 1), limit, DubId::value);
    }
}
