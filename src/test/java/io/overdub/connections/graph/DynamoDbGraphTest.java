package io.overdub.connections.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.kernel.Outage;
import io.overdub.kernel.Sql;
import io.overdub.world.LocalDynamoDb;
import io.overdub.world.StoppedClock;
import io.overdub.world.TroubledDynamoDb;
import io.overdub.world.TroubledDynamoDb.Mood;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
class DynamoDbGraphTest extends GraphContract {

    /** So few that the contract's larger accounts are spread over several partitions. */
    private static final int FOLLOWERS_PER_SHARD = 4;

    private static final String TABLE = "connections-" + UUID.randomUUID();
    private static final Runnable NOBODY = () -> {};
    private static final Lines LINES = new Lines();

    @Inject
    Untold untold;

    @Inject
    Sql sql;

    private final TroubledDynamoDb trouble = new TroubledDynamoDb(client());

    @Override
    Graph graph() {
        return graph(trouble.client());
    }

    private Graph graph(DynamoDbClient client) {
        return graph(client, clock);
    }

    private Graph graph(DynamoDbClient client, Clock clock) {
        var patience = new Patience(clock);
        var tallies = new DynamoDbTallies(client, TABLE, FOLLOWERS_PER_SHARD, patience);
        return new DynamoDbGraph(client, TABLE, tallies, untold, patience, LINES, ids);
    }

    private static DynamoDbClient client() {
        var client = LocalDynamoDb.client();
        new Table(client, TABLE).createUnlessThere();
        return client;
    }

    @Test
    void a_large_account_is_spread_and_stays_whole() {
        var star = ids.next();
        var fans = new ArrayList<UUID>();
        for (var i = 0; i < 20; i++) {
            fans.add(0, ids.next());
            graph().follow(arrow(fans.get(0), star), NOBODY);
        }

        assertThat(new DynamoDbTallies(trouble.client(), TABLE, FOLLOWERS_PER_SHARD, new Patience(clock)).shards(star))
                .isEqualTo(8);
        assertThat(people(PeopleList.FOLLOWERS, star)).isEqualTo(fans);
        // Those who came when there was one partition, and those who came last.
        fans.forEach(fan -> graph().unfollow(fan, star, NOBODY));
        assertThat(people(PeopleList.FOLLOWERS, star)).isEmpty();
        assertThat(graph().tally(star)).isEqualTo(new Tally(0, 0));
    }

    @Test
    void keys_that_a_200_left_undone_are_asked_again() {
        var viewer = ids.next();
        var friends = new ArrayList<UUID>();
        for (var i = 0; i < 20; i++) {
            friends.add(ids.next());
            graph().follow(arrow(viewer, friends.get(i)), NOBODY);
        }
        trouble.next("batchGetItem", TroubledDynamoDb.halfDone(), TroubledDynamoDb.halfDone());

        assertThat(graph().relations(viewer, friends)).hasSize(20).allMatch(Relation::following);
        assertThat(trouble.calls("batchGetItem")).isEqualTo(3);
    }

    @Test
    void keys_that_stay_undone_are_not_taken_for_absent() {
        var viewer = ids.next();
        var person = ids.next();
        for (var i = 0; i < Patience.TRIES; i++) {
            trouble.next("batchGetItem", TroubledDynamoDb.halfDone());
        }

        assertThatThrownBy(() -> graph().relations(viewer, List.of(person))).isInstanceOf(GraphDown.class);
    }

    @Test
    void who_comes_while_there_is_no_answer_waits_for_none() {
        var viewer = ids.next();
        var others = List.of(ids.next());
        var time = new StoppedClock(clock.instant());
        var graph = graph(trouble.client(), time);
        trouble.next("batchGetItem", TroubledDynamoDb.lost(), TroubledDynamoDb.lost(), TroubledDynamoDb.lost());
        assertThatThrownBy(() -> graph.relations(viewer, others)).isInstanceOf(GraphDown.class);
        assertThat(trouble.calls("batchGetItem")).isEqualTo(2);

        assertThatThrownBy(() -> graph.relations(viewer, others)).isInstanceOf(GraphDown.class);
        assertThat(trouble.calls("batchGetItem")).isEqualTo(2);

        time.advance(Duration.ofSeconds(1));
        assertThat(graph.relations(viewer, others)).hasSize(1);
        assertThat(trouble.calls("batchGetItem")).isEqualTo(4);
        assertThat(graph.relations(viewer, others)).hasSize(1);
    }

    @Test
    void one_a_second_asks_whether_there_is_an_answer_again() {
        var time = new StoppedClock(clock.instant());
        var breaker = new Breaker(time);
        breaker.gaveNoAnswer();
        time.advance(Duration.ofSeconds(1));

        assertThat(breaker.mayAsk()).isTrue();
        assertThat(breaker.mayAsk()).isFalse();
        breaker.answered();
        assertThat(breaker.mayAsk()).isTrue();
    }

    @Test
    void a_follow_whose_answer_was_lost_is_made_and_told_once() {
        var fan = ids.next();
        var star = ids.next();
        var told = new AtomicInteger();
        trouble.next("transactWriteItems", TroubledDynamoDb.answerLost());

        assertThat(graph().follow(arrow(fan, star), told::incrementAndGet)).isEqualTo(Outcome.ADDED);

        assertThat(told).hasValue(1);
        assertThat(people(PeopleList.FOLLOWERS, star)).containsExactly(fan);
        assertThat(graph().tally(star)).isEqualTo(new Tally(1, 0));
    }

    @Test
    void an_acceptance_whose_answer_was_lost_is_made_and_told_once() {
        var fan = ids.next();
        var shy = ids.next();
        var told = new AtomicInteger();
        graph().request(arrow(fan, shy));
        trouble.next("transactWriteItems", TroubledDynamoDb.answerLost());

        assertThat(graph().accept(arrow(fan, shy), told::incrementAndGet)).isTrue();

        assertThat(told).hasValue(1);
        assertThat(graph().tally(shy)).isEqualTo(new Tally(1, 0));
    }

    @Test
    void a_tally_whose_answer_was_lost_counts_once() {
        var fan = ids.next();
        var star = ids.next();
        graph().follow(arrow(ids.next(), star), NOBODY);
        trouble.next("updateItem", (request, well) -> {
            // The follower's tally is opened first.
            return well.apply(request);
        });
        trouble.next("updateItem", (request, well) -> {
            assertThat(well.apply(request)).isNotNull();
            return well.apply(request);
        });

        graph().follow(arrow(fan, star), NOBODY);

        assertThat(graph().tally(star)).isEqualTo(new Tally(2, 0));
    }

    @Test
    void an_end_whose_answer_was_lost_is_made_and_told_once() {
        var fan = ids.next();
        var star = ids.next();
        var ended = new AtomicInteger();
        graph().follow(arrow(fan, star), NOBODY);
        // The first takes a request back.
        trouble.next("transactWriteItems", (request, well) -> well.apply(request), TroubledDynamoDb.answerLost());

        graph().unfollow(fan, star, ended::incrementAndGet);

        assertThat(ended).hasValue(1);
        assertThat(relation(fan, star).following()).isFalse();
        assertThat(graph().tally(star)).isEqualTo(new Tally(0, 0));
        graph().follow(arrow(fan, star), NOBODY);
        trouble.next("transactWriteItems", TroubledDynamoDb.answerLost());
        graph().block(arrow(star, fan), (follower, followee) -> ended.incrementAndGet());
        assertThat(ended).hasValue(2);
        assertThat(graph().tally(star)).isEqualTo(new Tally(0, 0));
        assertThat(graph().tally(fan)).isEqualTo(new Tally(0, 0));
    }

    @Test
    void what_was_done_without_any_answer_counts_when_it_is_told_late() {
        var star = ids.next();
        var unfollows = ids.next();
        var blocked = ids.next();
        var follows = ids.next();
        List.of(unfollows, blocked).forEach(fan -> graph().follow(arrow(fan, star), NOBODY));
        // The first takes a request back.
        trouble.next("transactWriteItems", (request, well) -> well.apply(request));
        withoutAnswer(() -> graph().unfollow(unfollows, star, NOBODY));
        withoutAnswer(() -> graph().block(arrow(star, blocked), (follower, followee) -> {}));
        withoutAnswer(() -> graph().follow(arrow(follows, star), NOBODY));
        // Somebody tries again meanwhile.
        graph().unfollow(unfollows, star, NOBODY);
        assertThat(people(PeopleList.FOLLOWERS, star)).containsExactly(follows);
        assertThat(graph().tally(star)).isEqualTo(new Tally(2, 0));

        graph().retell(clock.instant().plusSeconds(1), (follower, followee) -> {}, (follower, followee) -> {});

        assertThat(graph().tally(star)).isEqualTo(new Tally(1, 0));
        assertThat(graph().tally(unfollows)).isEqualTo(new Tally(0, 0));
        assertThat(graph().tally(blocked)).isEqualTo(new Tally(0, 0));
        assertThat(graph().tally(follows)).isEqualTo(new Tally(0, 1));
        assertThat(graph().reconcile()).isZero();
    }

    private void withoutAnswer(ThrowingCallable step) {
        trouble.next("transactWriteItems", TroubledDynamoDb.answerLost(), TroubledDynamoDb.answerLost());
        assertThatThrownBy(step).isInstanceOf(GraphDown.class);
    }

    @Test
    void whom_many_people_follow_is_asked_side_by_side() {
        var fans = List.of(ids.next(), ids.next());
        var star = ids.next();
        fans.forEach(fan -> graph().follow(arrow(fan, star), NOBODY));
        var both = new CyclicBarrier(2);
        Mood meets = (request, well) -> {
            meet(both);
            return well.apply(request);
        };
        trouble.next("query", meets, meets);

        assertThat(graph().followees(fans, 5))
                .isEqualTo(Map.of(fans.get(0), List.of(star), fans.get(1), List.of(star)));
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("One came alone", e);
        }
    }

    @Test
    void while_whom_many_people_follow_cannot_be_told_nobody_is_said_to_follow_nobody() {
        var people = List.of(ids.next(), ids.next(), ids.next());
        // Two for each: whoever asks which comes first is not known.
        people.forEach(person -> trouble.next("query", TroubledDynamoDb.lost(), TroubledDynamoDb.lost()));

        assertThatThrownBy(() -> graph().followees(people, 5)).isInstanceOf(GraphDown.class);
    }

    @Test
    void since_when_somebody_follows_may_be_unreadable_without_anybody_missing() {
        var star = ids.next();
        var fan = ids.next();
        var follow = arrow(fan, star);
        graph().follow(follow, NOBODY);
        var key = Items.key(Items.followers(star, 0), fan);

        for (var rubbish : List.of(
                AttributeValue.fromS("soon"),
                AttributeValue.fromN("1.5"),
                AttributeValue.fromN("999999999999999999"))) {
            trouble.client()
                    .updateItem(request -> request.tableName(TABLE)
                            .key(key)
                            .updateExpression("SET since_ms = :since")
                            .expressionAttributeValues(Map.of(":since", rubbish)));
            assertThat(graph().newest(PeopleList.FOLLOWERS, star, null, 5).rows())
                    .as("%s", rubbish)
                    .containsExactly(new Edge(follow.id(), fan, null));
        }
        trouble.client().updateItem(request -> request.tableName(TABLE).key(key).updateExpression("REMOVE since_ms"));
        assertThat(people(PeopleList.FOLLOWERS, star)).containsExactly(fan);
    }

    @Test
    void conflicts_and_throttles_pass() {
        var fan = ids.next();
        var star = ids.next();
        trouble.next(
                "transactWriteItems",
                TroubledDynamoDb.conflict(),
                TroubledDynamoDb.throttled(),
                TroubledDynamoDb.conflict());

        assertThat(graph().follow(arrow(fan, star), NOBODY)).isEqualTo(Outcome.ADDED);
        assertThat(trouble.calls("transactWriteItems")).isEqualTo(4);
    }

    @Test
    void conflicts_without_end_are_an_honest_failure_that_nothing_is_left_of() {
        var fan = ids.next();
        var star = ids.next();
        for (var i = 0; i < Patience.TRIES; i++) {
            trouble.next("transactWriteItems", TroubledDynamoDb.conflict());
        }

        assertThatThrownBy(() -> graph().follow(arrow(fan, star), NOBODY)).isInstanceOf(GraphDown.class);
        assertThat(relation(fan, star).following()).isFalse();
        assertThat(graph().tally(star)).isEqualTo(new Tally(0, 0));
    }

    @Test
    void a_follow_that_nobody_told_of_is_told_later() {
        var fan = ids.next();
        var star = ids.next();
        var lost = ids.next();
        var told = new ArrayList<UUID>();
        var ended = new ArrayList<UUID>();
        var follow = arrow(fan, star);
        assertThatThrownBy(() -> graph().follow(follow, () -> {
                    throw new IllegalStateException("the process dies here");
                }))
                .hasMessageContaining("dies");
        for (var i = 0; i < Patience.TRIES; i++) {
            trouble.next("transactWriteItems", TroubledDynamoDb.lost());
        }
        assertThatThrownBy(() -> graph().follow(arrow(lost, star), NOBODY)).isInstanceOf(GraphDown.class);

        for (var twice = 0; twice < 2; twice++) {
            graph().retell(
                            clock.instant().plusSeconds(1),
                            (follower, followee) -> addIf(star.equals(followee), told, follower),
                            (follower, followee) -> addIf(star.equals(followee), ended, follower));
        }

        assertThat(told).containsExactly(fan);
        assertThat(ended).containsExactly(lost);
        long left = sql.one("select count(*) from connections.untold_follow", row -> row.getLong(1));
        assertThat(left).isZero();
    }

    private static void addIf(boolean wanted, List<UUID> told, UUID follower) {
        if (wanted) {
            told.add(follower);
        }
    }

    @Test
    void tallies_that_drifted_are_mended() {
        var fan = ids.next();
        var star = ids.next();
        for (var i = 0; i < 10; i++) {
            graph().follow(arrow(ids.next(), star), NOBODY);
        }
        assertThat(graph().reconcile()).isZero();
        // Both updates of one follow fail for good.
        trouble.next(
                "updateItem", (request, well) -> well.apply(request), TroubledDynamoDb.lost(), TroubledDynamoDb.lost());
        graph().follow(arrow(fan, star), NOBODY);
        assertThat(graph().tally(star)).isEqualTo(new Tally(10, 0));

        assertThat(graph().reconcile()).isEqualTo(2);

        assertThat(graph().tally(star)).isEqualTo(new Tally(11, 0));
        assertThat(graph().tally(fan)).isEqualTo(new Tally(0, 1));
    }

    @Test
    void what_was_not_counted_when_it_was_done_counts_a_minute_later() {
        var star = ids.next();
        var fan = ids.next();
        var gone = ids.next();
        var blocked = ids.next();
        List.of(gone, blocked).forEach(some -> graph().follow(arrow(some, star), NOBODY));
        var told = new AtomicInteger();
        // The follower's tally is opened first.
        trouble.next("updateItem", (request, well) -> well.apply(request));
        uncounted(() -> graph().follow(arrow(fan, star), told::incrementAndGet));
        uncounted(() -> graph().unfollow(gone, star, told::incrementAndGet));
        uncounted(() -> graph().block(arrow(star, blocked), (follower, followee) -> told.incrementAndGet()));
        assertThat(told).hasValue(3);
        assertThat(graph().tally(star)).isEqualTo(new Tally(2, 0));

        graph().retell(clock.instant().plusSeconds(1), (follower, followee) -> {}, (follower, followee) -> {});

        assertThat(graph().tally(star)).isEqualTo(new Tally(1, 0));
        assertThat(graph().tally(fan)).isEqualTo(new Tally(0, 1));
        assertThat(graph().tally(gone)).isEqualTo(new Tally(0, 0));
        assertThat(graph().reconcile()).isZero();
    }

    private void uncounted(Runnable step) {
        trouble.next("updateItem", TroubledDynamoDb.lost(), TroubledDynamoDb.lost());
        step.run();
    }

    @Test
    void an_engine_that_is_down_is_said_to_be_down() {
        var down = graph(LocalDynamoDb.client(URI.create("http://127.0.0.1:1"), Duration.ofMillis(200)));
        var one = ids.next();
        var other = ids.next();

        assertThatThrownBy(() -> down.follow(arrow(one, other), NOBODY))
                .isInstanceOf(GraphDown.class)
                .isInstanceOf(Outage.class);
        assertThatThrownBy(() -> down.relations(one, List.of(other))).isInstanceOf(GraphDown.class);
        assertThatThrownBy(() -> down.newest(PeopleList.FOLLOWERS, one, null, 5))
                .isInstanceOf(GraphDown.class);
        assertThatThrownBy(() -> down.block(arrow(one, other), (follower, followee) -> {}))
                .isInstanceOf(GraphDown.class);
    }

    @Test
    void a_table_that_is_missing_is_named() {
        assertThatThrownBy(() -> new Table(trouble.client(), "nowhere").check())
                .hasMessageContaining("connections.graph.dynamodb.table=nowhere");
    }
}
