package io.overdub.feeds;

import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.DubId;
import io.overdub.feeds.Preview.Line;
import io.overdub.feeds.Preview.Overlap;
import io.overdub.feeds.Preview.Side;
import io.overdub.feeds.Shortlist.Choice;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Refusal;
import io.overdub.ranking.Formula;
import io.overdub.ranking.Formulas;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows what a formula would do to somebody's feed, without doing it: nothing is kept, and no feed is built. */
@ApplicationScoped
class Rehearsal {

    private static final int SHOWN = 50;
    private static final Duration NEW = Duration.ofDays(30);

    private final Shortlist shortlist;
    private final Ranking ranking;
    private final Seen seen;
    private final Formulas formulas;
    private final Accounts accounts;
    private final Ids ids;
    private final Clock clock;

    Rehearsal(
            Shortlist shortlist,
            Ranking ranking,
            Seen seen,
            Formulas formulas,
            Accounts accounts,
            Ids ids,
            Clock clock) {
        this.shortlist = shortlist;
        this.ranking = ranking;
        this.seen = seen;
        this.formulas = formulas;
        this.accounts = accounts;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws Refusal 422 {@code formula_refused}, 404 {@code account_not_found} */
    Preview play(AccountId viewer, Formula formula) {
        var draft = formulas.draft(formula);
        if (accounts.find(List.of(viewer)).isEmpty()) {
            throw new ViewerNotFound();
        }
        var known = seen.by(viewer);
        var choice = shortlist.unnoticedBy(viewer).without(dub -> known.has(dub.value()));
        // Both sides have the same luck, so that what differs is the formula's doing.
        var seed = ids.next().getLeastSignificantBits();
        var live = formulas.live(ForYouFeed.FORMULA);
        var today =
                first(live.map(ranker -> ranking.order(choice, ranker, seed)).orElseGet(() -> newest(choice)));
        var tomorrow = first(ranking.order(choice, draft, seed));
        return new Preview(
                choice.entries().size(),
                side(live.map(RankerVersion::of), today),
                side(Optional.empty(), tomorrow),
                List.of(overlap(10, today, tomorrow), overlap(20, today, tomorrow), overlap(SHOWN, today, tomorrow)));
    }

    private static List<Pick> first(List<Pick> picks) {
        return picks.subList(0, Math.min(SHOWN, picks.size()));
    }

    /** What people see while nothing ranks. */
    private static List<Pick> newest(Choice choice) {
        return choice.entries().stream()
                .map(entry -> new Pick(entry.dub(), entry.reason(), 0))
                .sorted(Comparator.comparing((Pick pick) -> pick.dub().id().value())
                        .reversed())
                .toList();
    }

    private Side side(Optional<RankerVersion> ranker, List<Pick> picks) {
        var authors =
                accounts.find(picks.stream().map(pick -> pick.dub().author()).collect(toSet()));
        var since = clock.instant().minus(NEW);
        var fresh = picks.stream()
                .map(pick -> authors.get(pick.dub().author()))
                .filter(author -> author != null && author.createdAt().isAfter(since))
                .count();
        var quotes = picks.stream().map(pick -> pick.dub().quote()).distinct().count();
        return new Side(
                ranker.orElse(null),
                picks.stream().map(Rehearsal::line).toList(),
                share(fresh, picks.size()),
                share(quotes, picks.size()));
    }

    private static Line line(Pick pick) {
        var dub = pick.dub();
        return new Line(
                dub.id(), dub.author(), dub.quote(), pick.reason(), pick.score(), dub.likes(), dub.publishedAt());
    }

    static Overlap overlap(int k, List<Pick> today, List<Pick> tomorrow) {
        var one = ids(k, today);
        var both = ids(k, tomorrow).stream().filter(one::contains).count();
        return new Overlap(k, one.isEmpty() ? 1 : share(both, one.size()));
    }

    private static Set<DubId> ids(int k, List<Pick> picks) {
        return picks.stream().limit(k).map(pick -> pick.dub().id()).collect(toSet());
    }

    private static double share(long some, int all) {
        return all == 0 ? 0 : (double) some / all;
    }

    private static final class ViewerNotFound extends Refusal {
        ViewerNotFound() {
            super(Kind.NOT_FOUND, "account_not_found", "There is no such account");
        }
    }
}
