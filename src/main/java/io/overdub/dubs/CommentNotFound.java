package io.overdub.dubs;

import io.overdub.kernel.Refusal;

/** There is none, or not for this viewer: the two are not told apart. */
final class CommentNotFound extends Refusal {

    CommentNotFound() {
        super(Kind.NOT_FOUND, "comment_not_found", "No such comment");
    }
}
