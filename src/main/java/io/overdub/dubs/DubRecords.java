package io.overdub.dubs;

import java.util.Collection;
import java.util.List;

/** What is on record of dubs, for staff only: whoever asks for it writes down who wanted to know. */
public interface DubRecords {

    /** In whatever state, one query. */
    List<DubRecord> of(Collection<DubId> ids);
}
