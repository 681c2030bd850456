package io.overdub.analytics;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** How people took to things. */
public interface Receptions {

    /** As it was some seconds ago; absent of which nothing is known. */
    Map<UUID, Reception> of(Collection<UUID> items);
}
