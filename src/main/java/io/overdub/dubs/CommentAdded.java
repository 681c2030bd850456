package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.StableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Others than its author and the dub's can see a comment from now on, as far as they see the dub: it was written, or shown again after
 * it was hidden.
 *
 * @param author of the dub
 * @param account who wrote it
 * @param answered who wrote what it answers
 * @param mentioned each once
 */
@StableName("dubs.comment_added")
public record CommentAdded(
        DubId dub,
        AccountId author,
        CommentId comment,
        AccountId account,
        @Nullable AccountId answered,
        List<AccountId> mentioned)
        implements CommentChanged {}
