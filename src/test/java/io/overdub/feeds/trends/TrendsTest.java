package io.overdub.feeds.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.overdub.kernel.Ids;
import io.overdub.kernel.RedisScripts;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrendsTest {

    private static final Offset<Double> CLOSE = within(0.001);

    @Inject
    RedisScripts redis;

    @Inject
    Ids ids;

    /** Of its own: that of the world is shared. */
    private final TestClock clock = new TestClock();

    private Trends trends;
    private UUID item;

    @BeforeEach
    void everythingIsCounted() {
        trends = new Trends(redis, clock);
        for (var kind : Kind.values()) {
            trends.complete(kind);
        }
        item = ids.next();
    }

    @Test
    void each_person_counts_once_for_an_item_and_can_take_it_back() {
        var voter = ids.next();
        trends.count(Kind.DUBS, List.of(vote(voter, "a", 0.5)));
        trends.count(Kind.DUBS, List.of(vote(voter, "b", 1)));
        trends.recount(Kind.DUBS, List.of(vote(voter, "a", 1)));
        assertThat(votes(Kind.DUBS)).isEqualTo(0.5, CLOSE);

        trends.count(Kind.DUBS, List.of(vote(ids.next(), "b", 1)));
        trends.takeBack(Kind.DUBS, item, voter, item);
        trends.takeBack(Kind.DUBS, item, voter, item);
        assertThat(votes(Kind.DUBS)).isEqualTo(1, CLOSE);

        // Rows that were read before it was taken back come late; a new like does not.
        trends.recount(Kind.DUBS, List.of(vote(voter, "a", 1)));
        assertThat(votes(Kind.DUBS)).isEqualTo(1, CLOSE);
        trends.count(Kind.DUBS, List.of(vote(voter, "a", 1)));
        assertThat(votes(Kind.DUBS)).isEqualTo(2, CLOSE);
    }

    @Test
    void what_was_never_counted_can_be_taken_back_and_stays_so_for_rows_that_come_late() {
        var voter = ids.next();
        trends.takeBack(Kind.DUBS, item, voter, item);
        trends.recount(Kind.DUBS, List.of(vote(voter, "a", 1)));

        assertThat(votes(Kind.DUBS)).isZero();
    }

    @Test
    void only_the_cause_of_a_vote_takes_it_back() {
        var voter = ids.next();
        var cause = ids.next();
        trends.count(Kind.QUOTES, List.of(new Vote(item, voter, cause, "a", 1, clock.instant())));

        trends.takeBack(Kind.QUOTES, item, voter, ids.next());
        assertThat(votes(Kind.QUOTES)).isEqualTo(1, CLOSE);
        trends.takeBack(Kind.QUOTES, item, voter, cause);
        assertThat(votes(Kind.QUOTES)).isZero();
    }

    @Test
    void a_thousand_from_one_network_are_worth_less_than_eight() {
        for (var i = 0; i < 1_000; i++) {
            trends.count(Kind.DUBS, List.of(vote(ids.next(), "203.0.113.0/24", 1)));
        }
        assertThat(votes(Kind.DUBS)).isBetween(7.0, 8.0);
        trends.count(Kind.DUBS, List.of(vote(ids.next(), "198.51.100.0/24", 1)));
        assertThat(votes(Kind.DUBS)).isBetween(8.0, 9.0);
    }

    @Test
    void votes_fade_by_half_and_old_ones_count_as_faded() {
        trends.count(Kind.DUBS, List.of(vote(ids.next(), "a", 1)));
        var older = new Vote(
                item,
                ids.next(),
                item,
                "b",
                1,
                clock.instant().minus(Kind.DUBS.halfLife().multipliedBy(2)));
        trends.count(Kind.DUBS, List.of(older));
        assertThat(votes(Kind.DUBS)).isEqualTo(1.25, CLOSE);

        clock.advance(Kind.DUBS.halfLife());

        for (var kind : Kind.values()) {
            trends.complete(kind);
        }
        assertThat(votes(Kind.DUBS)).isBetween(0.624, 0.626);
    }

    @Test
    void all_that_somebody_voted_for_is_forgotten_at_once() {
        var voter = ids.next();
        var other = ids.next();
        trends.count(Kind.DUBS, List.of(vote(voter, "a", 1)));
        trends.count(Kind.DUBS, List.of(new Vote(other, voter, other, "a", 1, clock.instant())));

        trends.forgetVoter(Kind.DUBS, voter);
        trends.forgetVoter(Kind.DUBS, voter);

        assertThat(trends.top(Kind.DUBS, 10_000).orElseThrow()).doesNotContainKeys(item, other);
        assertThat(trends.voters(Kind.DUBS, 0, 100_000)).doesNotContain(voter);
        trends.count(Kind.DUBS, List.of(vote(ids.next(), "a", 1)));
        assertThat(votes(Kind.DUBS)).as("the network is free again").isEqualTo(1, CLOSE);
        trends.forgetItem(Kind.DUBS, item);
        assertThat(votes(Kind.DUBS)).isZero();
    }

    @Test
    void votes_that_come_all_at_once_come_out_right() {
        var voters = IntStream.range(0, 40).mapToObj(i -> ids.next()).toList();
        var all = voters.stream()
                .map(voter -> CompletableFuture.runAsync(() -> {
                    trends.count(Kind.DUBS, List.of(vote(voter, voter.toString(), 1)));
                    trends.count(Kind.DUBS, List.of(vote(voter, voter.toString(), 1)));
                }))
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(votes(Kind.DUBS)).isEqualTo(40, within(0.05));
    }

    @Test
    void a_clock_that_moves_into_the_next_period_begins_anew_and_says_so() {
        trends.count(Kind.DUBS, List.of(vote(ids.next(), "a", 1)));
        clock.advance(Duration.ofDays(64));

        assertThat(trends.top(Kind.DUBS, 10)).isEmpty();
        assertThat(trends.isComplete(Kind.DUBS)).contains(false);
        trends.complete(Kind.DUBS);
        assertThat(trends.top(Kind.DUBS, 10)).contains(Map.of());
    }

    /** Redis may have lost what it had confirmed; until that is known, what it has is better than nothing. */
    @Test
    void what_was_counted_a_day_ago_is_to_be_counted_anew_and_is_shown_meanwhile() {
        trends.count(Kind.DUBS, List.of(vote(ids.next(), "a", 1)));
        assertThat(trends.isComplete(Kind.DUBS)).contains(true);
        var aDayLater = RedisScripts.Script.of("""
                for _, key in ipairs(redis.call('KEYS', 'feeds:trends:dubs:*:complete')) do
                  redis.call('EXPIRE', key, redis.call('TTL', key) - 86460)
                end
                return 1""");
        assertThat(redis.run(aDayLater, List.of(), List.of())).isPresent();

        assertThat(trends.isComplete(Kind.DUBS)).contains(false);
        assertThat(votes(Kind.DUBS)).isEqualTo(1, CLOSE);

        trends.complete(Kind.DUBS);
        assertThat(trends.isComplete(Kind.DUBS)).contains(true);
    }

    @Test
    void what_somebody_else_wrote_is_as_good_as_nothing() {
        trends.count(Kind.QUOTES, List.of(vote(ids.next(), "a", 1)));
        var spoil = RedisScripts.Script.of("""
                for _, key in ipairs(redis.call('KEYS', 'feeds:trends:quotes:*:scores')) do
                  redis.call('ZADD', key, '+inf', ARGV[1])
                end
                return 1""");
        assertThat(redis.run(spoil, List.of(), List.of("rubbish"))).isPresent();
        assertThat(trends.top(Kind.QUOTES, 10)).isEmpty();
        var mend = RedisScripts.Script.of("""
                for _, key in ipairs(redis.call('KEYS', 'feeds:trends:quotes:*:scores')) do
                  redis.call('ZREM', key, ARGV[1])
                end
                return 1""");
        assertThat(redis.run(mend, List.of(), List.of("rubbish"))).isPresent();
    }

    private Vote vote(UUID voter, String network, double weight) {
        return new Vote(item, voter, item, network, weight, clock.instant());
    }

    private double votes(Kind kind) {
        return trends.top(kind, 10_000).orElseThrow().getOrDefault(item, 0.0);
    }
}
