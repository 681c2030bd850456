package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.kernel.Stretch;
import io.overdub.ranking.Ranker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody may like to watch, and has not seen of late. */
@ApplicationScoped
class ForYouFeed {

    static final String FORMULA = "for-you";

    private final Shortlist shortlist;
    private final Ranking ranking;
    private final Seen seen;
    private final FeedbackBook feedback;
    private final Candidates candidates;
    private final DubLines lines;
    private final Scrolling scrolling;

    ForYouFeed(
            Shortlist shortlist,
            Ranking ranking,
            Seen seen,
            FeedbackBook feedback,
            Candidates candidates,
            DubLines lines,
            Scrolling scrolling) {
        this.shortlist = shortlist;
        this.ranking = ranking;
        this.seen = seen;
        this.feedback = feedback;
        this.candidates = candidates;
        this.lines = lines;
        this.scrolling = scrolling;
    }

    /** @param personalised whether anything that the viewer did may decide what they see, what they have seen included */
    FeedPage read(AccountId viewer, boolean personalised, @Nullable String cursor, int limit) {
        return FeedPage.of(scrolling.read(viewer, new Feed(viewer, personalised), cursor, limit));
    }

    /** What they have seen, or do not want to see, does not come again, from the next first page on. */
    void forget(AccountId viewer) {
        scrolling.forget(viewer, nameOf(true));
        scrolling.forget(viewer, nameOf(false));
    }

    private static String nameOf(boolean personalised) {
        return "for-you/" + personalised;
    }

    private final class Feed implements RankedFeed<FeedItem> {

        private final AccountId viewer;
        private final boolean personalised;

        Feed(AccountId viewer, boolean personalised) {
            this.viewer = viewer;
            this.personalised = personalised;
        }

        @Override
        public String name() {
            return nameOf(personalised);
        }

        @Override
        public String formula() {
            return FORMULA;
        }

        @Override
        public @Nullable String sharedBy() {
            return null;
        }

        @Override
        public Optional<Ranked> ranked(Ranker ranker, long session) {
            var choice = personalised ? shortlist.of(viewer) : shortlist.withoutTaste(viewer);
            var known = known();
            var fresh = known.isEmpty() ? choice : choice.without(dub -> known.has(dub.value()));
            return Optional.of(Ranked.by(ranker, Pick.choices(ranking.order(fresh, ranker, session))));
        }

        @Override
        public Stretch<Choice> newest(@Nullable UUID before, int limit) {
            var known = known();
            var found = Stretch.of(candidates.newest(before, limit + 1), limit, DubId::value);
            var fresh = found.rows().stream()
                    .filter(dub -> !known.has(dub.value()))
                    .map(dub -> new Choice(dub.value(), Reason.NEWEST))
                    .toList();
            return new Stretch<>(fresh, found.end(), found.last());
        }

        private Marks known() {
            return personalised ? seen.by(viewer) : Marks.NONE;
        }

        @Override
        public List<FeedItem> items(List<Line> found) {
            var leanings =
                    personalised ? feedback.of(viewer) : feedback.of(viewer).rules();
            return lines.items(viewer, FORMULA, found, dub -> !dub.author().id().equals(viewer) && leanings.allow(dub));
        }
    }
}
