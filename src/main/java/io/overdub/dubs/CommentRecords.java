package io.overdub.dubs;

import java.util.Collection;
import java.util.List;

/** What is on record of comments, for staff only: whoever asks for it writes down who wanted to know. */
public interface CommentRecords {

    /** In whatever state, one query. */
    List<CommentRecord> of(Collection<CommentId> ids);

    /** With all these words, in whatever state, the newest first. */
    List<CommentRecord> saying(String words, int most);
}
