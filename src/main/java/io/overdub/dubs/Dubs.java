package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dubs, as other rooms ask for them. */
public interface Dubs {

    /**
     * Those of the dubs that this viewer may see now, in two queries however many. Deleted, hidden and unreadable ones are left out:
     * lists outlive what they list.
     */
    Map<DubId, Dub> visibleTo(@Nullable AccountId viewer, Collection<DubId> ids);

    /** The newest dubs by any of these authors that are not private, newest first, before the given id. */
    List<DubId> newestBy(Collection<AccountId> authors, @Nullable UUID before, int limit);
}
