package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dubs, as other rooms ask for them. */
public interface Dubs {

    /**
     * Those of the dubs that this viewer may see now, in two queries however many. Deleted, hidden and unreadable ones are left out:
     * lists outlive what they list.
     */
    Map<DubId, Dub> visibleTo(@Nullable AccountId viewer, Collection<DubId> ids);

    /**
     * The same, each with a context.
     *
     * @param place where the viewer is shown them, such as {@code search}
     */
    Map<DubId, Dub> visibleTo(@Nullable AccountId viewer, Collection<DubId> ids, String place);

    /** Those of the viewers who may see this dub now, by the same rules, in a fixed number of queries however many they are. */
    Set<AccountId> viewersOf(DubId id, Collection<AccountId> viewers);

    /** The newest dubs by any of these authors that are not private, newest first, before the given id. */
    List<DubId> newestBy(Collection<AccountId> authors, @Nullable UUID before, int limit);
}
