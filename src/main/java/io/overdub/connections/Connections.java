package io.overdub.connections;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Stretch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who follows and blocks whom, as other rooms ask for it. Always from the truth, never from a cache: a block holds at once. */
public interface Connections {

    /**
     * So many people somebody can follow: a home feed without its timeline asks for the dubs of each of them. Requests that are accepted
     * late may bring it somewhat beyond.
     */
    int MOST_FOLLOWED = 5_000;

    /** How the viewer stands to each of these people, one query for all; everyone asked for is in the answer. */
    Map<AccountId, Standing> standings(AccountId viewer, Collection<AccountId> people);

    /** How each of these viewers stands to the one person, one query for all; everyone asked for is in the answer. */
    Map<AccountId, Standing> standingsTo(AccountId person, Collection<AccountId> viewers);

    /** Whom the viewer follows, and whom they mute or block themselves; one query for each, however large the circle. */
    Circle circleOf(AccountId viewer);

    /** The people whom this account follows, the newest first, at most {@code limit}. */
    List<AccountId> followedBy(AccountId follower, int limit);

    /** The same of each of some hundred people, asked at once; everyone asked for is in the answer. */
    Map<AccountId, List<AccountId>> followedBy(Collection<AccountId> followers, int limit);

    /**
     * Some of the followers, in the order in which they came. Whoever goes through all of them meets everybody who followed before the
     * first of these calls and still does; of those who come meanwhile, perhaps some.
     *
     * @param after the end of the stretch before; null at the first
     * @param limit at most so many
     */
    Stretch<AccountId> followersOf(AccountId followee, @Nullable UUID after, int limit);

    /** How many follow this account, in this moment. */
    long countFollowersOf(AccountId followee);

    /** The same of many at once; everyone asked for is in the answer. */
    Map<AccountId, Long> countFollowersOf(Collection<AccountId> followees);
}
