package io.overdub.connections;

import io.overdub.accounts.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who follows and blocks whom, as other rooms ask for it. Always from the truth, never from a cache: a block holds at once. */
public interface Connections {

    /** How the viewer stands to each of these people; one query for all. The viewer alone may be among them. */
    Map<AccountId, Standing> standings(AccountId viewer, Collection<AccountId> people);

    /** Everybody whom this account follows, at most {@code limit}, the newest first. */
    Set<AccountId> followedBy(AccountId follower, int limit);

    /** A batch of followers in ascending order of id, after the given one; for fan-out. */
    List<AccountId> followersOf(AccountId followee, @Nullable UUID after, int limit);
}
