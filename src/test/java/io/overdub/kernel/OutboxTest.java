package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.world.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OutboxTest {

    /** Whoever looks for a pattern in it goes too deep. */
    private static final int BOTTOMLESS = 2_000;

    @StableName("test.happened")
    record Happened(String story, int number) implements DomainEvent {}

    /** Keeps what it hears, story by story, and fails as often as it is told. */
    @Singleton
    @StableName("test.listener")
    static class Listener implements Subscriber<Happened> {

        final Map<String, Queue<Integer>> heard = new ConcurrentHashMap<>();
        final Map<String, Integer> failures = new ConcurrentHashMap<>();
        final Map<String, Integer> failsAt = new ConcurrentHashMap<>();

        @Override
        public void on(Happened event) {
            if (failsAt.remove(event.story(), event.number())) {
                throw new IllegalStateException("not this one now");
            }
            if (failures.merge(event.story(), -1, Integer::sum) >= 0) {
                throw new IllegalStateException("not now");
            }
            if (event.number() == BOTTOMLESS) {
                throw new StackOverflowError();
            }
            heard.computeIfAbsent(event.story(), story -> new ConcurrentLinkedQueue<>())
                    .add(event.number());
        }

        @Override
        public @Nullable String orderedBy(Happened event) {
            return event.story();
        }
    }

    @Singleton
    @StableName("test.bystander")
    static class Bystander implements Subscriber<Happened> {

        final Queue<Happened> heard = new ConcurrentLinkedQueue<>();
        final Map<Happened, Object> causes = new ConcurrentHashMap<>();

        @Override
        public void on(Happened event) {
            heard.add(event);
            causes.put(event, MDC.get("caused_by") == null ? "nothing" : MDC.get("caused_by"));
        }
    }

    /** Says something itself when it hears of the number 1,000, and has a thread of its own say something. */
    @Singleton
    @StableName("test.echo")
    static class Echo implements Subscriber<Happened> {

        private final Provider<Outbox> outbox;

        Echo(Provider<Outbox> outbox) {
            this.outbox = outbox;
        }

        @Override
        public void on(Happened event) {
            if (event.number() == 1_000) {
                publish(event.story(), 1_001);
                // A pool's, say, which goes on to work for others.
                var made = new Thread(() -> publish(event.story(), 1_002));
                made.start();
                try {
                    made.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private void publish(String story, int number) {
            QuarkusTransaction.requiringNew().run(() -> outbox.get().publish(new Happened(story, number)));
        }
    }

    /** Takes everything, unless what is behind it is gone. */
    @Singleton
    @StableName("test_engine.fed")
    static class Engine implements Subscriber<Happened> {

        final Queue<Happened> heard = new ConcurrentLinkedQueue<>();
        final Semaphore begun = new Semaphore(0);
        final Semaphore busy = new Semaphore(1);
        volatile @Nullable RuntimeException outage;

        @Override
        public void on(Happened event) {
            var away = outage;
            if (away != null) {
                throw away;
            }
            begun.drainPermits();
            begun.release();
            busy.acquireUninterruptibly();
            busy.release();
            heard.add(event);
        }
    }

    /** Takes many at once, but none with one that it dislikes. */
    @Singleton
    @StableName("test.crowd")
    static class Crowd implements BulkSubscriber<Happened> {

        final Queue<List<Happened>> heard = new ConcurrentLinkedQueue<>();
        volatile @Nullable Happened disliked;

        @Override
        public void onAll(List<Happened> events) {
            if (disliked != null && events.contains(disliked)) {
                throw new IllegalStateException("not with this one");
            }
            heard.add(events);
        }
    }

    sealed interface Walked extends DomainEvent permits WalkedThere, WalkedBack {
        String story();
    }

    @StableName("test.walked_there")
    record WalkedThere(String story) implements Walked {}

    @StableName("test.walked_back")
    record WalkedBack(String story) implements Walked {}

    /** Three steps there, three back. */
    @Singleton
    @StableName("test.walker")
    static class Walker implements StepwiseSubscriber<Walked> {

        final Queue<String> steps = new ConcurrentLinkedQueue<>();
        final Map<String, Integer> failures = new ConcurrentHashMap<>();

        @Override
        public String orderedBy(Walked event) {
            return event.story();
        }

        @Override
        public @Nullable String step(Walked event, @Nullable String reached) {
            var number = reached == null ? 1 : Integer.parseInt(reached) + 1;
            var step = event.story() + (event instanceof WalkedThere ? " there " : " back ") + number;
            if (failures.merge(step, -1, Integer::sum) >= 0) {
                throw new IllegalStateException("stumbled");
            }
            steps.add(step);
            return number == 3 ? null : Integer.toString(number);
        }
    }

    @Inject
    Sql sql;

    @Inject
    Walker walker;

    @Inject
    Crowd crowd;

    @Inject
    Outbox outbox;

    @Inject
    Arrears arrears;

    @Inject
    Engine engine;

    @Inject
    OutboxRepository rows;

    @Inject
    OutboxRelay relay;

    @Inject
    Drain drain;

    @Inject
    TestClock clock;

    @Inject
    Listener listener;

    @Inject
    Bystander bystander;

    private final String story = UUID.randomUUID().toString();

    @Test
    void each_subscriber_hears_a_committed_fact_once() {
        publish(1);
        drain.settle();

        assertThat(listener.heard.get(story)).containsExactly(1);
        assertThat(bystander.heard)
                .filteredOn(event -> event.story().equals(story))
                .hasSize(1);
    }

    @Test
    void what_follows_from_a_request_knows_it_through_however_many_events() {
        MDC.put("request_id", "the request of " + story);
        try {
            publish(1_000);
        } finally {
            MDC.remove("request_id");
        }
        publish(2);
        drain.settle();
        drain.settle();

        assertThat(bystander.causes)
                .containsEntry(new Happened(story, 1_000), "the request of " + story)
                .containsEntry(new Happened(story, 1_001), "the request of " + story)
                .containsEntry(new Happened(story, 1_002), "nothing")
                .containsEntry(new Happened(story, 2), "nothing");
    }

    @Test
    void who_takes_many_gets_each_once_and_not_each_alone() {
        publishUpTo(30);
        drain.settle();

        assertThat(crowd.heard.stream()
                        .flatMap(List::stream)
                        .filter(event -> event.story().equals(story)))
                .extracting(Happened::number)
                .containsExactlyInAnyOrderElementsOf(numbers(30));
        assertThat(crowd.heard)
                .filteredOn(events -> events.get(0).story().equals(story))
                .hasSizeLessThan(30);
    }

    @Test
    void of_many_that_come_together_the_one_that_fails_holds_up_no_other() {
        crowd.disliked = new Happened(story, 7);
        publishUpTo(30);
        drain.settle();
        assertThat(crowd.heard.stream()
                        .flatMap(List::stream)
                        .filter(event -> event.story().equals(story)))
                .extracting(Happened::number)
                .hasSize(29)
                .doesNotContain(7);

        crowd.disliked = null;
        clock.advance(Duration.ofHours(1));
        drain.settle();

        assertThat(crowd.heard.stream()
                        .flatMap(List::stream)
                        .filter(event -> event.story().equals(story)))
                .extracting(Happened::number)
                .containsExactlyInAnyOrderElementsOf(numbers(30));
    }

    private void publishUpTo(int most) {
        var events = numbers(most).stream()
                .map(number -> new Happened(story, number))
                .toArray(Happened[]::new);
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(events));
    }

    private static List<Integer> numbers(int most) {
        return IntStream.rangeClosed(1, most).boxed().toList();
    }

    @Test
    void what_was_rolled_back_never_happened() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.publish(new Happened(story, 1));
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessageContaining("changed my mind");
        drain.settle();

        assertThat(listener.heard).doesNotContainKey(story);
    }

    @Test
    void publishing_outside_a_transaction_is_a_bug() {
        assertThatThrownBy(() -> outbox.publish(new Happened(story, 1)))
                .hasMessageContaining("Transaction is required");
    }

    @Test
    void what_overflows_the_stack_is_put_aside_like_any_other_failure() {
        var others = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.publish(new Happened(story, BOTTOMLESS), new Happened(others, 1)));
        drain.settle();

        assertThat(listener.heard.get(others)).containsExactly(1);
        for (var hour = 0; hour < 24 && !isParked(); hour++) {
            clock.advance(Duration.ofHours(1));
            drain.settle();
        }
        assertThat(isParked()).isTrue();
        assertThat(listener.heard.get(others)).containsExactly(1);
    }

    private boolean isParked() {
        return sql.one(
                "select exists (select 1 from kernel.outbox where parked_at is not null and payload ->> 'story' = ?)",
                row -> row.getBoolean(1),
                story);
    }

    @Test
    void a_failure_holds_up_its_own_key_and_nobody_else() {
        listener.failures.put(story, Integer.MAX_VALUE);
        publish(1);
        publish(2);
        drain.settle();
        assertThat(listener.heard).doesNotContainKey(story);
        assertThat(bystander.heard)
                .filteredOn(event -> event.story().equals(story))
                .hasSize(2);

        listener.failures.put(story, 0);
        clock.advance(Duration.ofHours(1));
        drain.settle();

        assertThat(listener.heard.get(story)).containsExactly(1, 2);
    }

    @Test
    void order_is_kept_per_key_under_load() {
        var stories = IntStream.range(0, 5).mapToObj(i -> story + i).toList();
        for (var number = 0; number < 20; number++) {
            for (var each : stories) {
                publish(each, number);
            }
        }
        drain.settle();

        for (var each : stories) {
            assertThat(listener.heard.get(each))
                    .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        }
    }

    @Test
    void what_waits_in_one_order_is_claimed_together_up_to_who_waits_for_a_later_try() {
        var nobody = List.of("test.nobody." + story);
        QuarkusTransaction.requiringNew()
                .run(() -> rows.add(IntStream.range(0, 5)
                        .mapToObj(
                                number -> new OutboxRepository.Fresh(nobody.get(0), "test.happened", "{}", story, null))
                        .toList()));
        var all = positionsOf(rows.claim(nobody, 10, OutboxRelay.LEASE));
        assertThat(all).hasSize(5);
        assertThat(rows.claim(nobody, 10, OutboxRelay.LEASE)).isEmpty();

        rows.release(all);
        assertThat(positionsOf(rows.claim(nobody, 2, OutboxRelay.LEASE))).isEqualTo(all.subList(0, 2));
        rows.release(all.subList(0, 2));
        rows.retry(all.get(2), clock.instant().plusSeconds(60), "not now");
        assertThat(positionsOf(rows.claim(nobody, 10, OutboxRelay.LEASE))).isEqualTo(all.subList(0, 2));
        rows.done(all.subList(0, 2));
        assertThat(rows.claim(nobody, 10, OutboxRelay.LEASE)).isEmpty();
        rows.park(all.get(2), "never");
        assertThat(rows.claim(nobody, 10, OutboxRelay.LEASE)).isEmpty();
        rows.done(all);
    }

    private static List<Long> positionsOf(List<OutboxRepository.Row> claimed) {
        return claimed.stream().map(OutboxRepository.Row::position).toList();
    }

    @Test
    void what_fails_in_the_middle_of_many_in_one_order_is_the_next_to_come() {
        QuarkusTransaction.requiringNew().run(() -> {
            for (var number = 0; number < 100; number++) {
                outbox.publish(new Happened(story, number));
            }
        });
        listener.failsAt.put(story, 30);
        drain.settle();
        assertThat(listener.heard.get(story)).hasSize(30);

        clock.advance(Duration.ofMinutes(1));
        drain.settle();

        assertThat(listener.heard.get(story))
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    /** As a process of the release before meets what a newer one wrote. */
    @Test
    void what_a_process_cannot_read_comes_again_and_is_not_parked_at_once() {
        QuarkusTransaction.requiringNew()
                .run(() -> rows.add(List.of(new OutboxRepository.Fresh(
                        "test.bystander",
                        "test.happened",
                        "{\"story\":\"" + story + "\",\"number\":\"seven\"}",
                        null,
                        null))));
        drain.settle();

        var tried = sql.list(
                "select attempts, parked_at is null from kernel.outbox where payload ->> 'story' = ?",
                row -> row.getInt(1) > 0 && row.getBoolean(2),
                story);
        assertThat(tried).containsExactly(true);
        sql.update("delete from kernel.outbox where payload ->> 'story' = ?", story);
    }

    @Test
    void what_keeps_failing_is_parked_and_counted() {
        listener.failures.put(story, Integer.MAX_VALUE);
        var before = rows.health().parked();
        publish(1);

        for (var attempt = 0; attempt < 13; attempt++) {
            drain.settle();
            clock.advance(Duration.ofHours(2));
        }

        assertThat(rows.health().parked()).isEqualTo(before + 1);
        assertThat(listener.heard).doesNotContainKey(story);
    }

    /** What an engine throws that people ask too: they are told when to come again. */
    private static final class Down extends Refusal implements Outage {
        Down() {
            super(Kind.UNAVAILABLE, "engine_down", "The engine of this test does not answer", Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_engine_that_is_away_parks_nothing_and_holds_up_nobody(boolean peopleAskItToo) {
        var parked = rows.health().parked();
        assertThat(arrears.areOwedTo("test_engine")).isFalse();

        engine.outage = peopleAskItToo ? new Down() : new EngineAway("The engine of this test");
        publish(1);
        for (var round = 0; round < 20; round++) {
            drain.settle();
            clock.advance(Duration.ofMinutes(10));
        }
        publish(2);
        drain.settle();
        assertThat(engine.heard).extracting(Happened::story).doesNotContain(story);
        assertThat(listener.heard.get(story)).containsExactly(1, 2);
        assertThat(rows.health().parked()).isEqualTo(parked);
        assertThat(arrears.areOwedTo("test_engine")).isTrue();

        engine.outage = null;
        clock.advance(Duration.ofSeconds(3));
        drain.settle();
        assertThat(engine.heard)
                .filteredOn(event -> event.story().equals(story))
                .extracting(Happened::number)
                .containsExactlyInAnyOrder(1, 2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(arrears.areOwedTo("test_engine")).isFalse();
    }

    @Test
    void a_slow_delivery_is_not_begun_anew_while_its_process_lives() throws InterruptedException {
        engine.busy.acquire();
        engine.begun.drainPermits();
        publish(1);
        engine.begun.acquire();

        clock.advance(OutboxRelay.LEASE.minusSeconds(1));
        relay.renew();
        clock.advance(OutboxRelay.LEASE.minusSeconds(1));

        assertThat(rows.claim(List.of("test_engine.fed"), 100, OutboxRelay.LEASE))
                .isEmpty();
        engine.busy.release();
        drain.settle();
        assertThat(engine.heard)
                .filteredOn(event -> event.story().equals(story))
                .hasSize(1);
    }

    @Test
    void long_work_goes_on_where_it_failed_and_what_is_behind_it_waits() {
        walker.failures.put(story + " there 2", 1);
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(new WalkedThere(story), new WalkedBack(story)));
        drain.settle();
        assertThat(stepsOf(story)).containsExactly(story + " there 1");

        clock.advance(Duration.ofMinutes(1));
        drain.settle();

        assertThat(stepsOf(story))
                .containsExactly(
                        story + " there 1",
                        story + " there 2",
                        story + " there 3",
                        story + " back 1",
                        story + " back 2",
                        story + " back 3");
    }

    @Test
    void whoever_has_much_to_do_lets_others_go_first_after_each_step() {
        var other = story + "!";
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(new WalkedThere(story), new WalkedThere(other)));
        drain.settle();

        assertThat(walker.steps.stream().filter(step -> step.startsWith(story)))
                .containsExactly(
                        story + " there 1",
                        other + " there 1",
                        story + " there 2",
                        other + " there 2",
                        story + " there 3",
                        other + " there 3");
    }

    @Test
    void another_process_goes_on_from_the_last_step() {
        QuarkusTransaction.requiringNew()
                .run(() -> rows.add(List.of(new OutboxRepository.Fresh(
                        "test.nobody", "test.walked_there", "{\"story\":\"" + story + "\"}", null, null))));
        var claimed = rows.claim(List.of("test.nobody"), 1, OutboxRelay.LEASE);
        assertThat(claimed).hasSize(1);
        assertThat(claimed.get(0).reached()).isNull();
        rows.advance(claimed.get(0).position(), "2");

        clock.advance(OutboxRelay.LEASE.plusSeconds(1));

        var again = rows.claim(List.of("test.nobody"), 1, OutboxRelay.LEASE);
        assertThat(again).extracting(OutboxRepository.Row::reached).containsExactly("2");
        rows.done(List.of(claimed.get(0).position()));
    }

    private List<String> stepsOf(String walk) {
        return walker.steps.stream().filter(step -> step.startsWith(walk + " ")).toList();
    }

    @Test
    void two_relays_never_take_the_same_row() {
        QuarkusTransaction.requiringNew().run(() -> {
            for (var number = 0; number < 50; number++) {
                outbox.publish(new Happened(story, number));
            }
        });
        var claims = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> rows.claim(List.of("test.bystander"), 100, Duration.ofMinutes(2)))
                .flatMap(List::stream)
                .map(OutboxRepository.Row::position)
                .toList();

        assertThat(claims).doesNotHaveDuplicates();
        rows.release(claims);
        drain.settle();
        assertThat(bystander.heard)
                .filteredOn(event -> event.story().equals(story))
                .hasSize(50);
    }

    @Test
    void pauses_double_up_to_an_hour() {
        assertThat(OutboxRelay.pauseAfter(1)).isBetween(Duration.ofMillis(750), Duration.ofSeconds(1));
        assertThat(OutboxRelay.pauseAfter(4)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(8));
        assertThat(OutboxRelay.pauseAfter(40)).isBetween(Duration.ofMinutes(45), Duration.ofHours(1));
    }

    private void publish(int number) {
        publish(story, number);
    }

    private void publish(String about, int number) {
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(new Happened(about, number)));
    }
}
