package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Dub;
import io.overdub.dubs.DubId;
import io.overdub.feeds.FeedPage.Order;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Stretch;
import io.overdub.ranking.Ranker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Dubs by the people whom the viewer follows: ids from the timeline, dubs in bulk, then the rules. Newest first, or the newest of them in
 * the order of a formula: that of the engine, if it has one, or else the one named {@code home}.
 */
@ApplicationScoped
class HomeFeed {

    private static final String NAME = "home";

    private final Timeline timeline;
    private final Shortlist shortlist;
    private final Ranking ranking;
    private final DubLines lines;
    private final Pages pages;
    private final Scrolling scrolling;

    HomeFeed(
            Timeline timeline, Shortlist shortlist, Ranking ranking, DubLines lines, Pages pages, Scrolling scrolling) {
        this.timeline = timeline;
        this.shortlist = shortlist;
        this.ranking = ranking;
        this.lines = lines;
        this.pages = pages;
        this.scrolling = scrolling;
    }

    FeedPage read(AccountId viewer, @Nullable String cursor, int limit) {
        var page = pages.fill(
                "feeds/home/" + viewer,
                cursor,
                limit,
                (before, some) -> timeline.newest(viewer, before, some),
                ids -> items(viewer, ids));
        return new FeedPage(page.items(), page.next(), Order.NEWEST);
    }

    /** At most the newest 200 have a place. */
    FeedPage readRanked(AccountId viewer, @Nullable String cursor, int limit) {
        return FeedPage.of(scrolling.read(viewer, new ByFormula(viewer), cursor, limit));
    }

    private List<FeedItem> items(AccountId viewer, List<DubId> ids) {
        var found = new ArrayList<Line>();
        for (var id : ids) {
            found.add(new Line(id.value(), Reason.FOLLOWING, null, found.size()));
        }
        return lines.items(viewer, NAME, found, Dub::following);
    }

    private final class ByFormula implements RankedFeed<FeedItem> {

        private final AccountId viewer;

        ByFormula(AccountId viewer) {
            this.viewer = viewer;
        }

        @Override
        public String name() {
            return "home/ranked";
        }

        @Override
        public String formula() {
            return NAME;
        }

        @Override
        public @Nullable String sharedBy() {
            return null;
        }

        @Override
        public Optional<Ranked> ranked(Ranker ranker, long session) {
            return timeline.ranked(viewer, Shortlist.OF_FOLLOWEES)
                    .map(byEngine -> new Ranked(new RankerVersion(byEngine.by(), 0), choices(byEngine.dubs())))
                    .or(() -> Optional.of(Ranked.by(
                            ranker, Pick.choices(ranking.order(shortlist.following(viewer), ranker, session)))));
        }

        @Override
        public Stretch<Choice> newest(@Nullable UUID before, int limit) {
            var some = timeline.newest(viewer, before, limit);
            return new Stretch<>(choices(some.rows()), some.end(), some.last());
        }

        private static List<Choice> choices(List<DubId> dubs) {
            return dubs.stream()
                    .map(dub -> new Choice(dub.value(), Reason.FOLLOWING))
                    .toList();
        }

        @Override
        public List<FeedItem> items(List<Line> found) {
            return lines.items(viewer, NAME, found, Dub::following);
        }
    }
}
