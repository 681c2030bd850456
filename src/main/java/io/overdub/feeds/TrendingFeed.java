package io.overdub.feeds;

import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Candidate;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Use;
import io.overdub.feeds.Ranking.Surge;
import io.overdub.feeds.trends.Kind;
import io.overdub.kernel.Stretch;
import io.overdub.ranking.Ranker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The dubs that people take to right now, more than to what their authors make usually; the same for everybody. */
@ApplicationScoped
class TrendingFeed {

    private static final String FORMULA = "trending";

    /** A vote of somebody who is new, after some hours. */
    private static final double LEAST = 0.01;

    /** Younger dubs of an author do not say yet what is usual. */
    private static final Duration SETTLED = Duration.ofDays(2);

    private final TrendBoard trends;
    private final Rulings rulings;
    private final Candidates candidates;
    private final CommonView view;
    private final Ranking ranking;
    private final DubLines lines;
    private final Scrolling scrolling;
    private final Clock clock;

    TrendingFeed(
            TrendBoard trends,
            Rulings rulings,
            Candidates candidates,
            CommonView view,
            Ranking ranking,
            DubLines lines,
            Scrolling scrolling,
            Clock clock) {
        this.trends = trends;
        this.rulings = rulings;
        this.candidates = candidates;
        this.view = view;
        this.ranking = ranking;
        this.lines = lines;
        this.scrolling = scrolling;
        this.clock = clock;
    }

    FeedPage read(AccountId viewer, @Nullable String cursor, int limit) {
        return FeedPage.of(scrolling.read(viewer, new Feed(viewer), cursor, limit));
    }

    private final class Feed implements RankedFeed<FeedItem> {

        private final AccountId viewer;

        Feed(AccountId viewer) {
            this.viewer = viewer;
        }

        @Override
        public String name() {
            return "trending";
        }

        @Override
        public String formula() {
            return FORMULA;
        }

        @Override
        public String sharedBy() {
            return view.sharedWith(viewer);
        }

        @Override
        public Optional<Ranked> ranked(Ranker ranker, long session) {
            return trends.top(Kind.DUBS).map(votes -> {
                var pinned = rulings.pinned(Subject.DUBS);
                var momentum = new HashMap<>(votes);
                momentum.values().removeIf(count -> count < LEAST);
                var ids = new HashSet<>(momentum.keySet());
                ids.addAll(pinned);
                var found = allowed(candidates.withIds(open(ids)));
                var usual = candidates.usualLikes(
                        found.stream().map(Candidate::author).collect(toSet()),
                        clock.instant().minus(SETTLED));
                var choice = Shortlist.among(found, Reason.TRENDING);
                return Ranked.by(
                        ranker, onTop(pinned, ranking.order(choice, new Surge(momentum, usual), ranker, session)));
            });
        }

        /** Those that everybody may see: others would take places, for the same order is read by all. */
        private List<DubId> open(Collection<UUID> ids) {
            return candidates.usesOf(ids.stream().map(DubId::new).toList()).stream()
                    .filter(Use::counts)
                    .map(Use::dub)
                    .toList();
        }

        private List<Candidate> allowed(List<Candidate> found) {
            return view.of(viewer, found).stream()
                    .filter(dub -> !rulings.isBanned(Subject.DUBS, dub.id().value()))
                    .filter(dub ->
                            !rulings.isBanned(Subject.ACCOUNTS, dub.author().value()))
                    .toList();
        }

        private static List<Choice> onTop(List<UUID> pinned, List<Pick> ranked) {
            var picks = new HashMap<UUID, Pick>();
            ranked.forEach(pick -> picks.put(pick.dub().id().value(), pick));
            var all = new ArrayList<Choice>();
            @Nullable AccountId last = null;
            for (var dub : pinned) {
                var pick = picks.get(dub);
                if (pick != null) {
                    all.add(new Choice(dub, Reason.PINNED));
                    last = pick.dub().author();
                }
            }
            var others = ranked.stream()
                    .filter(pick -> !pinned.contains(pick.dub().id().value()))
                    .toList();
            all.addAll(Pick.choices(Ranking.spread(others, last)));
            return all;
        }

        @Override
        public Stretch<Choice> newest(@Nullable UUID before, int limit) {
            var found = Stretch.of(candidates.newest(before, limit + 1), limit, DubId::value);
            var choices = found.rows().stream()
                    .filter(dub -> !rulings.isBanned(Subject.DUBS, dub.value()))
                    .map(dub -> new Choice(dub.value(), Reason.NEWEST))
                    .toList();
            return new Stretch<>(choices, found.end(), found.last());
        }

        @Override
        public List<FeedItem> items(List<Line> found) {
            return lines.items(
                    viewer,
                    FORMULA,
                    found,
                    dub -> !rulings.isBanned(Subject.ACCOUNTS, dub.author().id().value())
                            && !rulings.isBanned(Subject.DUBS, dub.id().value()));
        }
    }
}
