package io.overdub.dubs;

import io.overdub.kernel.Refusal;
import java.time.Duration;
import java.util.List;

/** Why something is not written under a dub. */
final class CommentRefused extends Refusal {

    private CommentRefused(String code, String detail) {
        super(Kind.FORBIDDEN, code, detail);
    }

    private CommentRefused(String message) {
        super(Kind.INVALID, "unfit_comment", "This cannot be written", List.of(new Fault("text", message)));
    }

    private CommentRefused(Duration wait) {
        super(Kind.TOO_MANY, "comment_repeated", "You have written this here several times just now", wait);
    }

    static CommentRefused off() {
        return new CommentRefused("comments_off", "Nobody may comment on this dub");
    }

    static CommentRefused forFollowers() {
        return new CommentRefused("comments_for_followers", "Only followers of its author may comment on this dub");
    }

    static CommentRefused empty() {
        return new CommentRefused("says nothing");
    }

    static CommentRefused tooLong(int longest) {
        return new CommentRefused("must have at most " + longest + " characters");
    }

    static CommentRefused repeated(Duration wait) {
        return new CommentRefused(wait);
    }
}
