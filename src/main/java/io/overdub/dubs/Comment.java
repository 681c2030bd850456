package io.overdub.dubs;

import io.overdub.accounts.Account;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote under a dub, as one viewer sees it.
 *
 * @param threadId the first comment of its thread; absent for that one itself
 * @param replyTo the comment that it answers, of the same thread; it may be gone
 * @param mentions in the order of the text
 * @param liked whether the viewer likes it
 * @param replies how many everybody sees
 * @param pinned whether the dub's author put it on top
 * @param hidden whether the dub's author hid it; only they and whoever wrote it are shown such a one
 */
record Comment(
        CommentId id,
        @Nullable CommentId threadId,
        @Nullable CommentId replyTo,
        Account author,
        String text,
        List<Mention> mentions,
        long likes,
        boolean liked,
        long replies,
        boolean pinned,
        boolean hidden,
        Instant createdAt) {}
