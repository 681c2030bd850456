package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Candidate;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Tags;
import io.overdub.kernel.Stretch;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import io.overdub.ranking.Ranker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The dubs with a tag, and those of a quote: ranked, the same for everybody. */
@ApplicationScoped
class ThemeFeeds {

    private static final int NEWEST = 500;
    private static final int MOST_LIKED = 200;

    private final Candidates candidates;
    private final CommonView view;
    private final Quotes quotes;
    private final Ranking ranking;
    private final DubLines lines;
    private final Scrolling scrolling;

    ThemeFeeds(
            Candidates candidates,
            CommonView view,
            Quotes quotes,
            Ranking ranking,
            DubLines lines,
            Scrolling scrolling) {
        this.candidates = candidates;
        this.view = view;
        this.quotes = quotes;
        this.ranking = ranking;
        this.lines = lines;
        this.scrolling = scrolling;
    }

    /** The case and the form in which somebody writes the tag do not matter. */
    FeedPage tagged(String written, AccountId viewer, @Nullable String cursor, int limit) {
        var tag = Tags.fold(written);
        var feed = new Theme(
                viewer,
                "tag",
                tag,
                Reason.TAG,
                () -> candidates.tagged(tag, NEWEST),
                (before, some) -> candidates.newestTagged(tag, before, some));
        return FeedPage.of(scrolling.read(viewer, feed, cursor, limit));
    }

    /** @throws io.overdub.kernel.Refusal 404 {@code quote_not_found} when the viewer may not know of it */
    FeedPage of(QuoteId quote, AccountId viewer, @Nullable String cursor, int limit) {
        quotes.requireShown(quote, viewer);
        var feed = new Theme(
                viewer,
                "quote",
                quote.toString(),
                Reason.QUOTE,
                () -> candidates.popularOf(quote, MOST_LIKED, NEWEST),
                (before, some) -> candidates.newestOf(quote, before, some));
        return FeedPage.of(scrolling.read(viewer, feed, cursor, limit));
    }

    private interface Newest {
        List<DubId> before(@Nullable UUID id, int limit);
    }

    private final class Theme implements RankedFeed<FeedItem> {

        private final AccountId viewer;
        private final String formula;
        private final String key;
        private final Reason reason;
        private final Supplier<List<Candidate>> found;
        private final Newest newest;

        Theme(
                AccountId viewer,
                String formula,
                String key,
                Reason reason,
                Supplier<List<Candidate>> found,
                Newest newest) {
            this.viewer = viewer;
            this.formula = formula;
            this.key = key;
            this.reason = reason;
            this.found = found;
            this.newest = newest;
        }

        @Override
        public String name() {
            return formula + "/" + key;
        }

        @Override
        public String formula() {
            return formula;
        }

        @Override
        public String sharedBy() {
            return view.sharedWith(viewer);
        }

        @Override
        public Optional<Ranked> ranked(Ranker ranker, long session) {
            var choice = Shortlist.among(view.of(viewer, found.get()), reason);
            return Optional.of(Ranked.by(ranker, Pick.choices(ranking.order(choice, ranker, session))));
        }

        @Override
        public Stretch<Choice> newest(@Nullable UUID before, int limit) {
            var some = Stretch.of(newest.before(before, limit + 1), limit, DubId::value);
            var choices = some.rows().stream()
                    .map(dub -> new Choice(dub.value(), Reason.NEWEST))
                    .toList();
            return new Stretch<>(choices, some.end(), some.last());
        }

        @Override
        public List<FeedItem> items(List<Line> found) {
            return lines.items(viewer, formula, found);
        }
    }
}
