package io.overdub.kernel;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** All rooms that make things of uploads. */
@Singleton
public class UploadUses {

    private final List<UploadUse> rooms;

    public UploadUses(@All List<UploadUse> rooms) {
        this.rooms = rooms;
    }

    /** Those of these uploads that some room uses. In the caller's transaction. */
    public Set<UUID> among(Collection<UUID> uploads) {
        var used = new HashSet<UUID>();
        rooms.forEach(room -> used.addAll(room.usedAmong(uploads)));
        return used;
    }
}
