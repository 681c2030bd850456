package io.overdub.dubs;

import io.overdub.kernel.Refusal;

/** Whoever wrote a comment takes it back, or the author of the dub does. */
final class NotYourComment extends Refusal {

    NotYourComment() {
        super(Kind.FORBIDDEN, "not_your_comment", "Only its author or the dub's may delete a comment");
    }
}
