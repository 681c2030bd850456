package io.overdub.kernel;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** One bean for each room that makes things of uploads: the room below that keeps their bytes asks all before it gives some up. */
public interface UploadUse {

    /** Those of these uploads of which there is something in this room, shown or not; deleted things count. In the caller's transaction. */
    Set<UUID> usedAmong(Collection<UUID> uploads);
}
