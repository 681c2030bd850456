package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of a comment, for staff: whoever may see it, and when nobody may any more.
 *
 * @param threadId the first comment of its thread; absent for that one itself
 * @param hidden whether the author of the dub hid it
 * @param deletedAt absent while it is there
 */
public record CommentRecord(
        CommentId id,
        DubId dubId,
        AccountId authorId,
        @Nullable CommentId threadId,
        String text,
        boolean hidden,
        Instant createdAt,
        @Nullable Instant deletedAt) {}
