package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import io.overdub.feeds.FeedItem.Reason;
import io.overdub.feeds.FeedSessions.Line;
import io.overdub.feeds.RankedPage.Order;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Stretch;
import io.overdub.ranking.Formulas;
import io.overdub.ranking.Ranker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may like to watch. The first page fixes the order of the whole feed, and the others read on in it, so that nothing comes
 * twice and nothing is skipped, however scores change meanwhile. Who may see what is decided anew on each page.
 *
 * <p>Cursors mark a session and how far in it: an id whose version is 0. Where ranking is not possible (no formula, no Redis), the newest
 * public dubs come instead, and cursors mark the last of them: an id of version 7.
 */
@ApplicationScoped
class ForYouFeed {

    static final String FORMULA = "for-you";
    private static final long VERSION = 0xF000L;

    private final Shortlist shortlist;
    private final Ranking ranking;
    private final Formulas formulas;
    private final FeedSessions sessions;
    private final Candidates candidates;
    private final Dubs dubs;
    private final Pages pages;
    private final Ids ids;

    ForYouFeed(
            Shortlist shortlist,
            Ranking ranking,
            Formulas formulas,
            FeedSessions sessions,
            Candidates candidates,
            Dubs dubs,
            Pages pages,
            Ids ids) {
        this.shortlist = shortlist;
        this.ranking = ranking;
        this.formulas = formulas;
        this.sessions = sessions;
        this.candidates = candidates;
        this.dubs = dubs;
        this.pages = pages;
        this.ids = ids;
    }

    /** @param personalised whether anything that the viewer did may decide what they see */
    RankedPage read(AccountId viewer, boolean personalised, @Nullable String cursor, int limit) {
        var reading = new Reading(viewer, personalised);
        var page = pages.fill(
                "feeds/for-you/" + viewer + "/" + personalised, cursor, limit, reading, lines -> items(viewer, lines));
        return new RankedPage(page.items(), page.next(), reading.order);
    }

    static RankerVersion nameOf(Ranker ranker) {
        return new RankerVersion(ranker.name(), ranker.version());
    }

    private List<FeedItem> items(AccountId viewer, List<Line> lines) {
        var visible = dubs.visibleTo(viewer, lines.stream().map(Line::dub).toList());
        var items = new ArrayList<FeedItem>();
        for (var line : lines) {
            var dub = visible.get(line.dub());
            if (dub != null && !dub.muted()) {
                items.add(new FeedItem(dub, line.reason(), line.ranker()));
            }
        }
        return items;
    }

    /** One request; it may need several stretches. */
    private final class Reading implements Pages.Source<Line> {

        private final AccountId viewer;
        private final boolean personalised;
        private Order order = Order.RANKED;

        /** What this request itself has ranked, maybe nothing: it need not ask Redis for that. */
        private FeedSessions.@Nullable Part ranked;

        Reading(AccountId viewer, boolean personalised) {
            this.viewer = viewer;
            this.personalised = personalised;
        }

        @Override
        public Stretch<Line> read(@Nullable UUID before, int limit) {
            if (before == null) {
                var ranker = formulas.live(FORMULA);
                return ranker.isPresent() ? begin(ranker.get(), limit) : newest(null, limit);
            }
            return before.version() == 0 ? goOn(before, limit) : newest(before, limit);
        }

        private Stretch<Line> begin(Ranker ranker, int limit) {
            var session = ids.next().getLeastSignificantBits() & ~VERSION;
            var choice = personalised ? shortlist.of(viewer) : shortlist.withoutTaste(viewer);
            var version = nameOf(ranker);
            var lines = ranking.order(choice, ranker, session).stream()
                    .map(pick -> new Line(pick.dub().id(), pick.reason(), version))
                    .toList();
            if (lines.size() > limit && !sessions.keep(viewer, session, version, lines)) {
                return newest(null, limit);
            }
            ranked = new FeedSessions.Part(lines, lines.size());
            return goOn(new UUID(session, 0), limit);
        }

        private Stretch<Line> goOn(UUID position, int limit) {
            var session = position.getMostSignificantBits();
            var from = (int) position.getLeastSignificantBits();
            var part = ranked == null ? sessions.read(viewer, session, from, limit) : ranked.slice(from, limit);
            var end = from + part.lines().size();
            return new Stretch<>(
                    part.lines(), new UUID(session, end), part.lines().isEmpty() || end >= part.all());
        }

        private Stretch<Line> newest(@Nullable UUID before, int limit) {
            order = Order.NEWEST;
            var found = Stretch.of(candidates.newest(before, limit + 1), limit, DubId::value);
            var lines = found.rows().stream()
                    .map(dub -> new Line(dub, Reason.NEWEST, null))
                    .toList();
            return new Stretch<>(lines, found.end(), found.last());
        }
    }
}
