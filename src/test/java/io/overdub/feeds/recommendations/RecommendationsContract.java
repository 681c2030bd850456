package io.overdub.feeds.recommendations;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.quotes.QuoteId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What everything promises that keeps suggestions. */
abstract class RecommendationsContract {

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    abstract Recommendations recommendations();

    @Test
    void whom_no_round_came_to_has_none() {
        assertThat(recommendations().of(person())).isEmpty();
    }

    @Test
    void they_come_back_in_their_order_and_the_next_round_replaces_them() {
        var person = person();
        var full = new Suggestions(quotes(Suggestions.MOST), people(Suggestions.MOST));
        recommendations().keep(Map.of(person, full), clock.instant());

        assertThat(recommendations().of(person)).contains(full);

        recommendations().keep(Map.of(person, Suggestions.NONE), clock.instant());
        recommendations().keep(Map.of(person, Suggestions.NONE), clock.instant());

        assertThat(recommendations().of(person)).contains(Suggestions.NONE);
    }

    @Test
    void hundreds_of_people_are_kept_at_once() {
        var suggestions =
                people(203).stream().collect(toMap(person -> person, person -> new Suggestions(quotes(3), people(1))));

        recommendations().keep(suggestions, clock.instant());
        recommendations().keep(Map.of(), clock.instant());

        suggestions.forEach(
                (person, found) -> assertThat(recommendations().of(person)).contains(found));
    }

    @Test
    void who_is_forgotten_has_none() {
        var person = person();
        recommendations().keep(Map.of(person, new Suggestions(quotes(3), people(1))), clock.instant());

        while (recommendations().forget(person, 100) > 0) {
            continue;
        }

        assertThat(recommendations().of(person)).isEmpty();
        assertThat(recommendations().forget(person, 100)).isZero();
    }

    AccountId person() {
        return new AccountId(ids.next());
    }

    List<AccountId> people(int count) {
        return Stream.generate(this::person).limit(count).toList();
    }

    List<QuoteId> quotes(int count) {
        return IntStream.range(0, count).mapToObj(i -> new QuoteId(ids.next())).toList();
    }
}
