package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Stretch;
import io.overdub.search.index.Outcome.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IndexPairsTest {

    private static final RuleBook RULES = RuleBook.of(Rules.STANDARD);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final Shelf first = new Shelf(7);
    private final Shelf second = new Shelf(300);
    private final Shelf third = new Shelf(12);
    private final Comparisons comparisons =
            new Comparisons("first", "third", new SimpleMeterRegistry(), Clock.systemUTC());
    private final SearchIndex paired = new PairedIndex(first, second);
    private final SearchIndex index = shadowed(new Backlog(third, Runnable::run, comparisons));

    private SearchIndex shadowed(Backlog backlog) {
        return new ShadowedIndex(paired, third, 1, Runnable::run, comparisons, backlog);
    }

    @Test
    void all_engines_hear_of_every_change_and_the_first_one_answers() {
        assertThat(index.write(List.of(change("a", 1), change("b", 1))))
                .extracting(Outcome::verdict)
                .containsOnly(Verdict.WRITTEN);

        assertThat(List.of(first.known, second.known, third.known))
                .allSatisfy(known -> assertThat(known).containsOnlyKeys("a", "b"));
        second.known.remove("a");
        assertThat(find()).containsExactly("a", "b");
        assertThat(comparisons.report().overlapAt10()).isEqualTo(1);
    }

    @Test
    void what_staff_needs_is_written_again_until_it_is_there_and_people_need_not_wait_for_it() {
        second.away = true;
        assertThatThrownBy(() -> index.write(List.of(change("a", 1)))).isInstanceOf(EngineAway.class);
        assertThat(find()).containsExactly("a");

        second.away = false;
        assertThat(index.write(List.of(change("a", 1)))).hasSize(1);
        assertThat(second.known).containsOnlyKeys("a");
        second.refused = "b";
        assertThat(index.write(List.of(change("a", 2), change("b", 2))))
                .extracting(Outcome::verdict)
                .containsExactly(Verdict.WRITTEN, Verdict.REFUSED);
    }

    @Test
    void while_the_engine_of_people_is_away_the_one_of_staff_answers_them() {
        index.write(List.of(change("a", 1)));
        first.known.clear();
        assertThat(find()).isEmpty();

        first.away = true;
        assertThat(find()).containsExactly("a");

        second.away = true;
        assertThatThrownBy(this::find).isInstanceOf(EngineAway.class);
    }

    @Test
    void while_the_engine_of_people_is_slow_some_wait_for_it_and_the_others_have_their_answer_at_once()
            throws Exception {
        index.write(List.of(change("a", 1)));
        first.known.clear();
        first.open = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(PairedIndex.PATIENT);
        var waiting = IntStream.range(0, PairedIndex.PATIENT)
                .mapToObj(i -> threads.submit(this::find))
                .toList();
        first.awaitVisitors(PairedIndex.PATIENT);

        assertThat(find()).containsExactly("a");

        first.open.countDown();
        for (var one : waiting) {
            assertThat(one.get()).isEmpty();
        }
        threads.shutdownNow();
    }

    @Test
    void what_only_one_of_the_two_has_is_known_and_agrees_with_nothing() {
        index.write(List.of(change("a", 1), change("b", 1), change("c", 1)));
        first.known.remove("b");
        second.known.remove("c");

        var known = index.look(Kind.TAG, List.of("a", "b", "c", "d"));

        assertThat(known).containsOnlyKeys("a", "b", "c");
        var agreed = known.entrySet().stream()
                .filter(one -> one.getValue().says(document()))
                .map(Map.Entry::getKey);
        assertThat(agreed).containsExactly("a");
    }

    @Test
    void a_shadow_holds_nothing_up_and_what_it_lacks_is_told() {
        third.away = true;
        index.write(List.of(change("a", 1)));
        assertThat(find()).containsExactly("a");
        third.away = false;
        index.write(List.of(change("b", 1), change("c", 1)));

        assertThat(find()).containsExactly("a", "b", "c");

        var report = comparisons.report();
        assertThat(report.missed()).isEqualTo(1);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.compared()).isEqualTo(1);
        assertThat(report.same()).isZero();
        assertThat(report.overlapAt10()).isCloseTo(2 / 3.0, within(0.001));
    }

    @Test
    void nobody_who_writes_waits_for_a_slow_shadow_and_it_hears_everything_all_the_same() throws InterruptedException {
        third.open = new CountDownLatch(1);
        var thread = Executors.newSingleThreadExecutor();
        var backlog = new Backlog(third, thread, comparisons);
        var slow = shadowed(backlog);

        slow.write(List.of(change("a", 1)));
        slow.write(List.of(change("b", 1), change("c", 1)));
        assertThat(first.known).containsOnlyKeys("a", "b", "c");
        assertThat(third.known).isEmpty();

        third.open.countDown();
        backlog.close(PATIENT);
        assertThat(third.known).containsOnlyKeys("a", "b", "c");
        assertThat(comparisons.report().missed()).isZero();
        slow.write(List.of(change("d", 1)));
        assertThat(comparisons.report().missed()).isOne();
        thread.shutdownNow();
    }

    @Test
    void what_is_too_much_for_a_shadow_and_what_waits_at_the_end_is_missed_and_counted() throws InterruptedException {
        var waiting = new ArrayList<Runnable>();
        var backlog = new Backlog(third, waiting::add, comparisons);
        var stuck = shadowed(backlog);
        var thousand =
                IntStream.range(0, 1_000).mapToObj(i -> change("n" + i, 1)).toList();

        for (var batch = 0; batch < 11; batch++) {
            stuck.write(thousand);
        }
        assertThat(first.known).hasSize(1_000);
        assertThat(comparisons.report().missed()).isEqualTo(1_000);

        waiting.remove(0).run();
        backlog.close(Duration.ZERO);
        assertThat(comparisons.report().missed()).isEqualTo(10_000);
    }

    @Test
    void the_review_of_the_index_tells_what_its_shadow_knows_otherwise() {
        index.write(List.of(change("a", 1), change("b", 1), change("c", 1)));
        third.known.remove("b");
        third.known.put("x", change("x", 1));

        assertThat(index.look(Kind.TAG, List.of("a", "b", "c", "x"))).containsOnlyKeys("a", "b", "c");

        assertThat(comparisons.report().drifted()).isEqualTo(2);
        third.away = true;
        assertThat(index.look(Kind.TAG, List.of("a"))).containsOnlyKeys("a");
        assertThat(comparisons.report().failed()).isOne();
    }

    @Test
    void a_review_waits_for_no_slow_shadow_and_takes_no_room_from_what_is_written() {
        var waiting = new ArrayList<Runnable>();
        third.away = true;
        var stuck = shadowed(new Backlog(third, waiting::add, comparisons));
        var keys = IntStream.range(0, 500).mapToObj(i -> "n" + i).toList();

        for (var review = 0; review < 30; review++) {
            assertThat(stuck.look(Kind.TAG, keys)).isEmpty();
        }
        stuck.write(List.of(change("a", 1)));

        assertThat(waiting).hasSizeLessThan(20);
        assertThat(comparisons.report().missed()).isZero();
        waiting.forEach(Runnable::run);
        assertThat(comparisons.report().missed()).isOne();
    }

    @Test
    void what_runs_when_patience_ends_is_missed_once_and_nothing_begins_any_more() throws InterruptedException {
        third.open = new CountDownLatch(1);
        third.refused = "a";
        var thread = Executors.newSingleThreadExecutor();
        var backlog = new Backlog(third, thread, comparisons);
        var closing = shadowed(backlog);
        closing.write(List.of(change("a", 1)));
        closing.write(List.of(change("b", 1), change("c", 1)));
        closing.look(Kind.TAG, List.of("a", "b"));

        backlog.close(Duration.ZERO);
        assertThat(comparisons.report().missed()).isEqualTo(3);

        third.open.countDown();
        thread.shutdown();
        assertThat(thread.awaitTermination(PATIENT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(third.known).isEmpty();
        closing.write(List.of(change("d", 1)));
        assertThat(comparisons.report().missed()).isEqualTo(4);
    }

    @Test
    void whoever_is_broken_off_while_closing_counts_what_is_left() {
        var backlog = new Backlog(third, task -> {}, comparisons);
        shadowed(backlog).write(List.of(change("a", 1)));

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> backlog.close(PATIENT)).isInstanceOf(InterruptedException.class);

        assertThat(comparisons.report().missed()).isOne();
    }

    @Test
    void a_rebuild_fills_all_of_them_each_under_its_own_number() {
        var generation = index.begin();

        index.fill(generation, List.of(change("a", 1)));
        index.publish(generation);

        assertThat(List.of(first, second, third)).allSatisfy(shelf -> {
            assertThat(shelf.filled).containsExactly(shelf.generation);
            assertThat(shelf.published).isEqualTo(shelf.generation);
        });
        third.away = true;
        assertThatThrownBy(() -> index.fill(generation, List.of(change("a", 1))))
                .isInstanceOf(EngineAway.class);
    }

    private List<String> find() {
        var question = new Question("", EnumSet.allOf(Kind.class), List.of(), "", true);
        return index.find(question, RULES, null, 20).rows().stream()
                .map(answer -> answer.hit().key())
                .toList();
    }

    private static Change change(String key, long version) {
        return new Change(Kind.TAG, key, version, document());
    }

    private static Document document() {
        return new Document(List.of("t"), List.of(), "", "", List.of(), true, 1);
    }

    /** A small engine that finds everything. */
    private static final class Shelf implements SearchIndex {

        final Map<String, Change> known = new ConcurrentSkipListMap<>();
        final List<Long> filled = new ArrayList<>();
        final long generation;
        long published;
        boolean away;
        CountDownLatch open = new CountDownLatch(0);
        final Semaphore visitors = new Semaphore(0);
        String refused = "";

        Shelf(long generation) {
            this.generation = generation;
        }

        private void answer() {
            if (away || !isOpen()) {
                throw new EngineAway("A shelf");
            }
        }

        void awaitVisitors(int wanted) throws InterruptedException {
            assertThat(visitors.tryAcquire(wanted, PATIENT.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        }

        private boolean isOpen() {
            try {
                return open.await(PATIENT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }

        @Override
        public List<Outcome> write(List<Change> changes) {
            answer();
            return changes.stream()
                    .map(change -> {
                        if (change.key().equals(refused)) {
                            return Outcome.refused(change, "no");
                        }
                        known.put(change.key(), change);
                        return Outcome.of(change, true);
                    })
                    .toList();
        }

        @Override
        public Stretch<Answer> find(Question question, RuleBook rules, @Nullable UUID after, int limit) {
            visitors.release();
            answer();
            return new Stretch<>(
                    known.keySet().stream()
                            .map(key -> new Answer(new Hit(Kind.TAG, key), null))
                            .toList(),
                    null,
                    true);
        }

        @Override
        public List<Hit> suggest(Question question, RuleBook rules, int limit) {
            return List.of();
        }

        @Override
        public List<Scored> explain(Question question, RuleBook rules, int limit) {
            return List.of();
        }

        @Override
        public Map<String, Stored> look(Kind kind, Collection<String> keys) {
            answer();
            var stored = new LinkedHashMap<String, Stored>();
            keys.stream()
                    .filter(known::containsKey)
                    .forEach(key -> stored.put(key, new Stored(Fingerprints.of(document()), 8)));
            return stored;
        }

        @Override
        public List<String> keys(Kind kind, @Nullable String after, int limit) {
            return List.copyOf(known.keySet());
        }

        @Override
        public long begin() {
            return generation;
        }

        @Override
        public List<Outcome> fill(long into, List<Change> changes) {
            filled.add(into);
            return write(changes);
        }

        @Override
        public void publish(long ready) {
            published = ready;
        }

        @Override
        public boolean sweep() {
            return false;
        }
    }
}
