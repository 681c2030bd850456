package io.overdub.feeds;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Candidate;
import io.overdub.dubs.DubId;
import io.overdub.quotes.QuoteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void the_best_of_the_others_moves_between_two_by_one_author() {
        var picks = picks("aabacb");

        assertThat(authors(Ranking.spread(picks))).isEqualTo("abacab");
        assertThat(authors(Ranking.spread(picks("aaab")))).isEqualTo("abaa");
        assertThat(authors(Ranking.spread(picks("babaa")))).isEqualTo("ababa");
        assertThat(Ranking.spread(List.of())).isEmpty();
    }

    @Test
    void spreading_loses_nobody_and_leaves_neighbours_only_where_nobody_else_is_left() {
        var chance = new SplittableRandom(11);
        for (var round = 0; round < 300; round++) {
            var names = new StringBuilder();
            for (var i = 0; i < chance.nextInt(30); i++) {
                names.append((char) ('a' + chance.nextInt(1, 6)));
            }
            var picks = picks(names.toString());

            var spread = Ranking.spread(picks);

            assertThat(spread).containsExactlyInAnyOrderElementsOf(picks);
            var most = names
                    .chars()
                    .mapToObj(name -> (char) name)
                    .collect(groupingBy(name -> name, counting()))
                    .values()
                    .stream()
                    .mapToLong(count -> count)
                    .max()
                    .orElse(0);
            if (most <= names.length() - most + 1) {
                assertThat(authors(spread)).doesNotMatch(".*(.)\\1.*");
            }
            for (var i = 1; i < spread.size(); i++) {
                var author = spread.get(i - 1).dub().author();
                if (spread.get(i).dub().author().equals(author)) {
                    assertThat(spread.subList(i, spread.size()))
                            .allMatch(rest -> rest.dub().author().equals(author));
                }
            }
        }
    }

    @Test
    void luck_is_spread_evenly_and_depends_on_item_and_session() {
        var sum = 0.0;
        for (var item = 0; item < 10_000; item++) {
            var luck = Ranking.chance(item, 42);
            assertThat(luck).isBetween(0.0, 1.0);
            sum += luck;
        }

        assertThat(sum / 10_000).isCloseTo(0.5, within(0.02));
        assertThat(Ranking.chance(7, 42)).isEqualTo(Ranking.chance(7, 42));
        assertThat(Ranking.chance(7, 42)).isNotEqualTo(Ranking.chance(8, 42));
        assertThat(Ranking.chance(7, 42)).isNotEqualTo(Ranking.chance(7, 43));
    }

    @Test
    void overlap_is_counted_of_as_many_as_there_are() {
        var picks = picks("abcd");

        assertThat(Rehearsal.overlap(10, picks, picks).share()).isEqualTo(1);
        assertThat(Rehearsal.overlap(2, picks, List.of(picks.get(3), picks.get(1), picks.get(0)))
                        .share())
                .isEqualTo(0.5);
        assertThat(Rehearsal.overlap(10, List.of(), List.of()).share()).isEqualTo(1);
    }

    private static String authors(List<Pick> picks) {
        var names = new StringBuilder();
        picks.forEach(pick -> names.append((char) pick.dub().author().value().getLeastSignificantBits()));
        return names.toString();
    }

    /** One letter is one author. */
    private static List<Pick> picks(String authors) {
        var picks = new ArrayList<Pick>();
        var made = new HashMap<Character, AccountId>();
        for (var letter : authors.toCharArray()) {
            var author = made.computeIfAbsent(letter, name -> new AccountId(new UUID(0, name)));
            var dub = new Candidate(
                    new DubId(new UUID(1, picks.size())),
                    author,
                    new QuoteId(new UUID(2, 0)),
                    0,
                    0,
                    0,
                    null,
                    0,
                    1,
                    Instant.EPOCH);
            picks.add(new Pick(dub, Reason.POPULAR, -picks.size()));
        }
        return picks;
    }
}
