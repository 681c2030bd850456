package io.overdub.connections;

import io.overdub.accounts.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who follows and blocks whom, as other rooms ask for it. Always from the truth, never from a cache: a block holds at once. */
public interface Connections {

    /** How the viewer stands to each of these people, one query for all; everyone asked for is in the answer. */
    Map<AccountId, Standing> standings(AccountId viewer, Collection<AccountId> people);

    /** The people whom this account follows, the newest first, at most {@code limit}. */
    List<AccountId> followedBy(AccountId follower, int limit);

    /** Hands over all followers, however many, in batches of at most {@code size}; never holds more than one batch. */
    void eachFollowerOf(AccountId followee, int size, Consumer<List<AccountId>> batch);
}
