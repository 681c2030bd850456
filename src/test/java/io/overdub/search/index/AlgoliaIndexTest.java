package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.kernel.EngineAway;
import io.overdub.search.index.AlgoliaServer.Mood;
import io.overdub.search.index.Outcome.Verdict;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AlgoliaIndexTest {

    private static final RuleBook RULES = RuleBook.of(Rules.STANDARD);

    private final TestClock clock = new TestClock();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private AlgoliaServer server;
    private SearchIndex index;

    @BeforeEach
    void an_application() throws IOException {
        server = new AlgoliaServer();
        index = index(Duration.ofSeconds(30));
        index.adopt(RULES);
    }

    @AfterEach
    void nothing_that_algolia_would_refuse() {
        server.close();
        assertThat(server.complaints()).isEmpty();
    }

    @Test
    void documents_are_found_by_beginning_typo_kind_and_label_and_what_is_gone_is_not() {
        index.write(List.of(
                change("a", 1, "The Sandwich knows", 5),
                change("b", 1, "Sandwich again", 500),
                change("c", 1, "Something else", 0)));

        assertThat(find("sandw")).containsExactly("b", "a");
        assertThat(find("sandwhich ")).containsExactly("b", "a");
        assertThat(find("sandw ")).isEmpty();
        assertThat(find("else sandwich")).hasSize(3);
        assertThat(find("")).containsExactly("b", "a", "c");
        assertThat(index.find(question("sandwich", List.of("language:de")), RULES, null, 5)
                        .rows())
                .isEmpty();
        assertThat(index.suggest(question("again", List.of()), RULES, 5)).hasSize(1);
        assertThat(index.explain(question("sandwich", List.of()), RULES, 5)).hasSize(2);

        index.write(List.of(new Change(Kind.TAG, "b", 2, null)));
        index.write(List.of(change("b", 1, "Sandwich again", 500)));
        assertThat(find("sandwich")).containsExactly("a");
        assertThat(index.look(Kind.TAG, List.of("a", "b", "z"))).containsOnlyKeys("a");
        assertThat(index.keys(Kind.TAG, null, 1)).containsExactly("a");
        assertThat(index.keys(Kind.TAG, "a", 1)).containsExactly("c");
        clock.advance(Duration.ofHours(25));
        index.sweep();
        assertThat(server.records("tests")).isEqualTo(2);
    }

    @Test
    void pages_neither_repeat_nor_skip_and_pins_come_first() {
        index.write(IntStream.range(0, 23)
                .mapToObj(i -> change("n" + i, 1, "leafing through", i))
                .toList());
        var pinned = RuleBook.of(WrittenRules.read("""
                {"pins": [{"query": "leafing", "hits": [{"kind": "tag", "key": "n3"}]}],
                 "hides": [{"kind": "tag", "key": "n5"}]}"""));

        var all = new ArrayList<String>();
        UUID after = null;
        do {
            var stretch = index.find(question("leafing", List.of()), pinned, after, 5);
            stretch.rows().forEach(hit -> all.add(hit.key()));
            after = stretch.last() ? null : stretch.end();
        } while (after != null);

        assertThat(all)
                .hasSize(22)
                .doesNotHaveDuplicates()
                .startsWith("n3", "n22")
                .doesNotContain("n5");
    }

    @Test
    void a_record_that_is_too_large_is_refused_and_the_others_are_written() {
        var outcomes = index.write(List.of(
                change("a", 1, "small", 0), change("b", 1, "large ".repeat(3_000), 0), change("c", 1, "small", 0)));

        assertThat(outcomes)
                .extracting(Outcome::verdict)
                .containsExactly(Verdict.WRITTEN, Verdict.REFUSED, Verdict.WRITTEN);
        assertThat(outcomes.get(1).reason()).contains("too big");
        assertThat(find("small")).hasSize(2);
    }

    @Test
    void a_rebuilt_index_takes_the_place_of_the_other_and_hears_of_what_happens_meanwhile() {
        index.write(List.of(change("kept", 1, "kept words", 0), change("lost", 1, "lost words", 0)));
        var given = index.begin();
        var generation = index.begin();

        assertThat(index.fill(given, List.of(change("x", 1, "given words", 0))))
                .extracting(Outcome::verdict)
                .containsExactly(Verdict.OUTDATED);
        index.fill(generation, List.of(change("kept", 2, "kept words", 0)));
        index.write(List.of(change("fresh", 1, "fresh words", 0)));
        assertThat(find("words")).containsExactlyInAnyOrder("kept", "lost", "fresh");
        index.publish(generation);
        index.publish(generation);

        assertThat(find("words")).containsExactlyInAnyOrder("kept", "fresh");
    }

    @Test
    void a_dead_host_is_left_out_for_five_minutes() {
        index.write(List.of(change("a", 1, "here", 0)));
        server.mood(0, Mood.BROKEN);
        assertThat(find("here")).containsExactly("a");
        var calls = server.calls(0);

        assertThat(find("here")).containsExactly("a");
        assertThat(server.calls(0)).isEqualTo(calls);

        server.mood(0, Mood.WELL);
        clock.advance(Duration.ofMinutes(6));
        assertThat(find("here")).containsExactly("a");
        assertThat(server.calls(0)).isGreaterThan(calls);
    }

    @Test
    void a_slow_host_costs_one_wait_and_when_all_are_away_the_engine_is() {
        index.write(List.of(change("a", 1, "here", 0)));
        var hasty = index(Duration.ofMillis(500));
        server.mood(0, Mood.SILENT);
        assertThat(hasty.find(question("here", List.of()), RULES, null, 5).rows())
                .hasSize(1);

        for (var host = 0; host < 4; host++) {
            server.mood(host, Mood.BROKEN);
        }
        assertThatThrownBy(() -> find("here")).isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> index.write(List.of(change("b", 1, "here", 0))))
                .isInstanceOf(EngineAway.class);
        var calls = server.calls(1);
        assertThatThrownBy(() -> find("here")).isInstanceOf(EngineAway.class);
        assertThat(server.calls(1)).isEqualTo(calls);
        for (var host = 0; host < 4; host++) {
            server.mood(host, Mood.WELL);
        }
        clock.advance(Duration.ofSeconds(3));
        assertThat(find("here")).containsExactly("a");
    }

    @Test
    void too_many_calls_are_followed_by_none_for_a_while_and_no_other_host_is_asked() {
        server.mood(0, Mood.BUSY);
        var others = server.calls(1) + server.calls(2) + server.calls(3);
        assertThatThrownBy(() -> find("here")).isInstanceOf(EngineAway.class);
        var calls = server.calls(0);

        assertThatThrownBy(() -> find("here")).isInstanceOf(EngineAway.class);
        assertThat(server.calls(0)).isEqualTo(calls);
        assertThat(server.calls(1) + server.calls(2) + server.calls(3)).isEqualTo(others);

        server.mood(0, Mood.WELL);
        clock.advance(Duration.ofSeconds(10));
        assertThat(find("here")).isEmpty();
    }

    @Test
    void a_task_that_is_never_done_is_waited_for_only_so_long() {
        server.stuck(true);

        assertThatThrownBy(index::begin).isInstanceOf(EngineAway.class);
    }

    @Test
    void rules_are_pushed_once_and_what_was_changed_by_hand_is_told_and_undone() {
        var book = RuleBook.of(WrittenRules.read("""
                {"weights": {"quote": {"fields": {"transcript": 1, "title": 0.1}}},
                 "synonyms": [{"words": ["movie", "film"]}, {"language": "de", "words": ["kino", "film"]}],
                 "pins": [{"query": "hello", "hits": [{"kind": "tag", "key": "n3"}]}],
                 "hides": [{"kind": "tag", "key": "n5"}, {"language": "de", "query": "was", "kind": "tag", "key": "n6"}]}"""));

        index.adopt(book);

        assertThat(server.settings("tests").path("customRanking").toString()).isEqualTo("[\"desc(popularity)\"]");
        assertThat(server.rules("tests")).hasSize(3);
        assertThat(server.synonyms("tests")).hasSize(1);
        var calls = server.calls(0);
        index.adopt(book);
        assertThat(server.calls(0)).isEqualTo(calls + 1);
        assertThat(edits()).isZero();

        server.settings("tests").set("customRanking", Json.array(List.of("asc(popularity)")));
        index.adopt(book);
        assertThat(edits()).isOne();
        assertThat(server.settings("tests").path("customRanking").toString()).isEqualTo("[\"desc(popularity)\"]");
    }

    @Test
    void an_index_that_there_is_not_yet_is_an_empty_one() throws IOException {
        try (var fresh = new AlgoliaServer()) {
            var empty = IndexProducer.algolia(
                    new AlgoliaSettings(fresh.addresses(), Duration.ofSeconds(30), Duration.ofSeconds(30)),
                    meters,
                    clock);

            assertThat(empty.find(question("here", List.of()), RULES, null, 5).rows())
                    .isEmpty();
            assertThat(empty.look(Kind.TAG, List.of("a"))).isEmpty();
            assertThat(empty.keys(Kind.TAG, null, 5)).isEmpty();
        }
    }

    private double edits() {
        return meters.counter("overdub.search.algolia.edits").count();
    }

    private SearchIndex index(Duration readPatience) {
        return IndexProducer.algolia(
                new AlgoliaSettings(server.addresses(), Duration.ofSeconds(30), readPatience), meters, clock);
    }

    private static Change change(String key, long version, String title, long popularity) {
        return new Change(Kind.TAG, key, version, document(title, popularity));
    }

    private static @Nullable Document document(String title, long popularity) {
        return new Document(List.of(title), List.of(), "", "", List.of("language:en"), true, popularity);
    }

    private static Question question(String text, List<String> labels) {
        return new Question(text, EnumSet.allOf(Kind.class), labels, "en", true);
    }

    private List<String> find(String text) {
        return index.find(question(text, List.of()), RULES, null, 20).rows().stream()
                .map(Hit::key)
                .toList();
    }
}
