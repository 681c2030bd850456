package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Tags;
import io.overdub.feeds.Feedback.About;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes what people say of their feeds: the next first page of for-you goes by it. */
@ApplicationScoped
class FeedbackDesk {

    private final FeedbackBook book;
    private final Shortlist shortlist;
    private final ForYouFeed forYou;
    private final Seen seen;

    FeedbackDesk(FeedbackBook book, Shortlist shortlist, ForYouFeed forYou, Seen seen) {
        this.book = book;
        this.shortlist = shortlist;
        this.forYou = forYou;
        this.seen = seen;
    }

    /** @throws Refusal 422 {@code unfit_feedback}; 409 {@code feedback_full} */
    void take(AccountId viewer, About about, String subject, Opinion opinion) {
        if (about == About.TAGS && opinion == Opinion.MORE) {
            throw new Unfit("opinion", "follow a tag by its feed: for-you can only show less of it, or none");
        }
        book.keep(viewer, about, about == About.TAGS ? tag(subject) : id(subject), opinion);
        forget(viewer);
    }

    private static String id(String subject) {
        try {
            return Ids.parse(subject).toString();
        } catch (IllegalArgumentException e) {
            throw new Unfit("subject", "is not the id of a quote or of an account");
        }
    }

    private static String tag(String written) {
        var tag = Tags.fold(written.strip()).replaceFirst("^#", "");
        if (tag.isEmpty() || tag.length() > Tags.LONGEST) {
            throw new Unfit("subject", "is not a tag of 1 to " + Tags.LONGEST + " characters");
        }
        return tag;
    }

    /** What they said, saw, liked and dubbed so far decides nothing any more. Likes and dubs stay. */
    void beginAnew(AccountId viewer) {
        book.begin(viewer);
        seen.forget(viewer);
        forget(viewer);
    }

    private void forget(AccountId viewer) {
        shortlist.forget(viewer);
        forYou.forget(viewer);
    }

    private static final class Unfit extends Refusal {
        Unfit(String field, String fault) {
            super(Kind.INVALID, "unfit_feedback", "This can't be said of a feed", List.of(new Fault(field, fault)));
        }
    }
}
