package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.StableName;

/** Others than its author and the dub's no longer see a comment: it was deleted or hidden, or the thread was in which it stood. */
@StableName("dubs.comment_gone")
record CommentGone(DubId dub, CommentId comment, AccountId account) implements CommentChanged {}
