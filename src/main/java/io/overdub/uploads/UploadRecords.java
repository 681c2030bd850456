package io.overdub.uploads;

import java.util.Collection;
import java.util.List;

/** What is on record of uploads, for staff only: whoever asks for it writes down who wanted to know. */
public interface UploadRecords {

    /** In whatever state, one query. */
    List<UploadRecord> of(Collection<UploadId> ids);
}
