package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.kernel.EngineAway;
import io.overdub.search.index.AlgoliaServer.Mood;
import io.overdub.search.index.Outcome.Verdict;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in: what it ranks by says nothing of how well Algolia ranks. */
@QuarkusTest
class AlgoliaIndexTest implements SearchIndexContract {

    private static final RuleBook RULES = STANDARD;

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

    @Override
    public SearchIndex index() {
        return index;
    }

    @Override
    public String name() {
        return "A stand-in for Algolia";
    }

    /** It takes every change and leaves out what is outdated without a word. */
    @Override
    public Verdict outdated() {
        return Verdict.WRITTEN;
    }

    @Test
    void what_is_there_is_listed_in_turn_and_ends_of_documents_go_after_a_day() {
        index.write(List.of(change("a", 1, "here", 0), change("b", 1, "here", 0), change("c", 1, "here", 0)));
        index.write(List.of(new Change(Kind.TAG, "b", 2, null)));

        assertThat(index.look(Kind.TAG, List.of("a", "b", "z"))).containsOnlyKeys("a");
        assertThat(index.keys(Kind.TAG, null, 1)).containsExactly("a");
        assertThat(index.keys(Kind.TAG, "a", 1)).containsExactly("c");
        index.sweep();
        assertThat(server.records("tests")).isEqualTo(3);
        clock.advance(Duration.ofHours(25));
        index.sweep();
        assertThat(server.records("tests")).isEqualTo(2);
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
    void a_generation_that_was_given_up_takes_nothing_more() {
        var given = index.begin();
        var generation = index.begin();

        assertThat(index.fill(given, List.of(change("x", 1, "given words", 0))))
                .extracting(Outcome::verdict)
                .containsExactly(Verdict.OUTDATED);
        index.publish(given);
        index.fill(generation, List.of(change("y", 1, "kept words", 0)));
        index.publish(generation);

        assertThat(find("words")).containsExactly("y");
    }

    @Test
    void replicas_stay_and_keep_their_own_order_whatever_is_pushed_or_rebuilt() {
        server.settings("tests").set("replicas", Json.array(List.of("tests_newest", "virtual(tests_short)")));
        index.adopt(RuleBook.of(WrittenRules.read("{\"synonyms\": [{\"words\": [\"movie\", \"film\"]}]}")));
        server.settings("tests_newest").set("customRanking", Json.array(List.of("desc(version)")));

        index.adopt(RuleBook.of(WrittenRules.read("{\"weights\": {\"quote\": {\"fields\": {\"title\": 0.1}}}}")));
        var generation = index.begin();
        index.publish(generation);
        index.publish(generation);

        assertThat(server.settings("tests").path("replicas"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("tests_newest", "virtual(tests_short)");
        assertThat(server.settings("tests_newest").path("customRanking").toString())
                .isEqualTo("[\"desc(version)\"]");
        assertThat(server.settings("tests_newest").path("searchableAttributes"))
                .isEqualTo(server.settings("tests").path("searchableAttributes"));
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
    void whoever_searches_waits_for_all_hosts_together_only_so_long() {
        index.write(List.of(change("a", 1, "here", 0)));
        var patient = new AlgoliaSettings(server.addresses(), Duration.ofSeconds(30), Duration.ofMinutes(5));
        var hasty = Algolia.index(patient.butInAllFor(Duration.ofSeconds(2)), meters, clock);
        for (var host = 0; host < 4; host++) {
            server.mood(host, Mood.SILENT);
        }

        assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThatThrownBy(() -> hasty.find(question("here", List.of()), RULES, null, 5))
                        .isInstanceOf(EngineAway.class));
        assertThat(server.calls(1)).isPositive();
        var calls = server.calls(0) + server.calls(1) + server.calls(2) + server.calls(3);
        assertThatThrownBy(() -> hasty.find(question("here", List.of()), RULES, null, 5))
                .isInstanceOf(EngineAway.class);
        assertThat(server.calls(0) + server.calls(1) + server.calls(2) + server.calls(3))
                .isEqualTo(calls);
    }

    /** Whoever comes while somebody finds out whether it is there again does not wait as well. */
    @Test
    void after_a_silence_one_tries_and_the_others_are_told_at_once() {
        var calls = new AlgoliaCalls(
                new AlgoliaHosts(server.addresses(), clock),
                new AlgoliaPatience(Duration.ofSeconds(30), Duration.ofSeconds(30), null),
                clock);
        AlgoliaCalls.Call list = client -> client.list(AlgoliaServer.APP, AlgoliaServer.KEY);
        IntStream.range(0, 4).forEach(host -> server.mood(host, Mood.BROKEN));
        assertThatThrownBy(() -> calls.find(list)).isInstanceOf(EngineAway.class);
        IntStream.range(0, 4).forEach(host -> server.mood(host, Mood.WELL));
        clock.advance(Duration.ofSeconds(3));

        var answer = calls.find(client -> {
            assertThatThrownBy(() -> calls.find(list)).isInstanceOf(EngineAway.class);
            return list.apply(client);
        });

        assertThat(answer).isPresent();
        assertThat(calls.find(client -> {
                    assertThat(calls.find(list)).isPresent();
                    return list.apply(client);
                }))
                .isPresent();
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
    void a_200_that_says_something_else_is_no_answer_and_no_write() {
        server.mood(0, Mood.FALSE);
        assertThatThrownBy(() -> find("here")).isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> index.write(List.of(change("a", 1, "here", 0))))
                .isInstanceOf(EngineAway.class);

        server.mood(0, Mood.WELL);
        assertThat(find("here")).isEmpty();
        index.write(List.of(change("a", 1, "here", 0)));
        assertThat(find("here")).containsExactly("a");
    }

    @Test
    void what_was_written_without_an_answer_is_there_once() {
        var hasty = index(Duration.ofMillis(500));
        IntStream.range(0, 4).forEach(host -> server.mood(host, Mood.SPEECHLESS));
        assertThatThrownBy(() -> hasty.write(List.of(change("a", 1, "here", 0))))
                .isInstanceOf(EngineAway.class);

        IntStream.range(0, 4).forEach(host -> server.mood(host, Mood.WELL));
        index.write(List.of(change("a", 1, "here", 0)));
        assertThat(find("here")).containsExactly("a");
        assertThat(server.records("tests")).isOne();
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
    void rules_and_synonyms_that_were_changed_by_hand_are_noticed_within_a_minute() {
        var book = RuleBook.of(WrittenRules.read("""
                {"synonyms": [{"words": ["movie", "film"]}, {"words": ["song", "tune"]}],
                 "hides": [{"kind": "tag", "key": "n5"}]}"""));
        index.adopt(book);

        ((ObjectNode) server.synonyms("tests").path(1)).set("synonyms", Json.array(List.of("song", "noise")));
        index.adopt(book);
        assertThat(edits()).isZero();
        clock.advance(Duration.ofMinutes(1));
        index.adopt(book);
        assertThat(edits()).isOne();
        assertThat(server.synonyms("tests").toString()).contains("tune").doesNotContain("noise");

        ((ArrayNode) server.rules("tests")).add(Json.of("objectID", "by-hand", "consequence", Json.of()));
        clock.advance(Duration.ofMinutes(1));
        index.adopt(book);
        assertThat(edits()).isEqualTo(2);
        assertThat(server.rules("tests").toString()).doesNotContain("by-hand");
        clock.advance(Duration.ofMinutes(1));
        index.adopt(book);
        assertThat(edits()).isEqualTo(2);
    }

    @Test
    void whoever_is_not_to_be_known_is_in_no_test_and_leaves_nothing_to_click_on() {
        index.write(List.of(change("a", 1, "here", 0)));
        for (var text : List.of("here", "")) {
            var told = server.queries().size();
            index.find(question(text, List.of()), RULES, null, 5);
            var asked = server.queries();
            assertThat(asked.subList(told, asked.size())).isNotEmpty().allSatisfy(query -> {
                assertThat(query.has("userToken")).isFalse();
                assertThat(query.path("enableABTest").asBoolean(true)).isFalse();
                assertThat(query.path("clickAnalytics").asBoolean(true)).isFalse();
            });
        }

        for (var text : List.of("here", "")) {
            var told = server.queries().size();
            var person = UUID.fromString("01990000-0000-7000-8000-00000000000a");
            index.find(new Question(text, EnumSet.allOf(Kind.class), List.of(), "en", true, person), RULES, null, 5);
            var asked = server.queries();
            assertThat(asked.subList(told, asked.size())).isNotEmpty().allSatisfy(query -> {
                assertThat(query.path("userToken").asText()).isEqualTo(person.toString());
                assertThat(query.path("enableABTest").asBoolean(true)).isTrue();
            });
        }
    }

    @Test
    void an_index_that_there_is_not_yet_is_an_empty_one() throws IOException {
        try (var fresh = new AlgoliaServer()) {
            var empty = Algolia.index(
                    new AlgoliaSettings(fresh.addresses(), Duration.ofSeconds(30), Duration.ofSeconds(30)),
                    meters,
                    clock);

            assertThat(empty.find(question("here", List.of()), RULES, null, 5).rows())
                    .isEmpty();
            assertThat(empty.look(Kind.TAG, List.of("a"))).isEmpty();
            assertThat(empty.keys(Kind.TAG, null, 5)).isEmpty();
        }
    }

    @Test
    void a_search_that_algolia_will_not_do_is_one_that_it_did_not_answer() {
        server.mood(0, Mood.UNWILLING);

        assertThatThrownBy(() -> find("here")).isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> index.suggest(question("here", List.of()), RULES, 5))
                .isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> index.explain(question("here", List.of()), RULES, 5))
                .isInstanceOf(EngineAway.class);
    }

    @Test
    void who_comes_late_to_an_index_that_is_whole_does_not_put_crumbs_in_its_place() {
        var generation = index.begin();
        index.fill(generation, List.of(change("a", 1, "kept words", 0), change("b", 1, "kept words", 0)));
        index.publish(generation);

        server.update("tests_tmp_" + generation, AlgoliaRecord.of(change("a", 2, "kept words", 0), 0));
        index.publish(generation);

        assertThat(find("words")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void an_index_made_anew_has_the_rules_of_the_one_before_whoever_makes_it() {
        index.adopt(RuleBook.of(WrittenRules.read("{\"synonyms\": [{\"words\": [\"movie\", \"film\"]}]}")));
        var elsewhere = index(Duration.ofSeconds(30));

        var generation = elsewhere.begin();
        index.adopt(RuleBook.of(WrittenRules.read("""
                {"synonyms": [{"words": ["movie", "film"]}, {"words": ["song", "tune"]}],
                 "hides": [{"kind": "tag", "key": "n5"}]}""")));
        elsewhere.publish(generation);

        assertThat(server.synonyms("tests")).hasSize(2);
        assertThat(server.rules("tests")).hasSize(1);
        assertThat(edits()).isZero();
    }

    @Test
    void rules_of_a_language_hold_for_whoever_asks_in_it_however_it_is_spelt() {
        index.adopt(RuleBook.of(WrittenRules.read("""
                {"pins": [{"language": "PT", "query": "hello", "hits": [{"kind": "tag", "key": "n3"}]}]}""")));

        assertThat(server.rules("tests").toString()).contains("\"language-pt\"");
    }

    private double edits() {
        return meters.counter("overdub.search.algolia.edits").count();
    }

    private SearchIndex index(Duration readPatience) {
        return Algolia.index(
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
                .map(answer -> answer.hit().key())
                .toList();
    }
}
