package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that somebody may write under a dub. @param answered the comment that it answers */
record Remark(
        AccountId author,
        DubId dub,
        String text,
        List<Mention> mentions,
        @Nullable CommentRow answered) {

    /** Whoever answers a reply writes in its thread: threads are one level deep. */
    @Nullable CommentId thread() {
        if (answered == null) {
            return null;
        }
        return answered.thread() == null ? new CommentId(answered.id()) : answered.thread();
    }
}
