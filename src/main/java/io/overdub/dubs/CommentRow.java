package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A comment as stored, and whether the viewer likes it. */
record CommentRow(
        UUID id,
        DubId dub,
        AccountId author,
        @Nullable CommentId thread,
        @Nullable CommentId replyTo,
        String text,
        boolean hidden,
        long likes,
        long replies,
        Instant createdAt,
        boolean liked) {

    static final String TABLE = "dubs.comment";

    /** In code points. */
    static final int LONGEST = 500;
}
