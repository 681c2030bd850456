package io.overdub.uploads;

import io.overdub.kernel.Ids;
import java.util.Optional;

/** An upload before its row is written; what it needs in storage is there already. */
record Draft(UploadId id, Announcement announcement, Optional<InParts> inParts) {

    /** For what goes with one PUT. */
    static Draft whole(Ids ids, Announcement announcement) {
        return new Draft(new UploadId(ids.next()), announcement, Optional.empty());
    }
}
