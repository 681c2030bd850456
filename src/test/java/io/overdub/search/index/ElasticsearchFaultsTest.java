package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.kernel.EngineAway;
import io.overdub.search.index.Outcome.Verdict;
import io.overdub.search.index.TroubledElasticsearch.Fault;
import io.overdub.world.LocalElasticsearch;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class ElasticsearchFaultsTest {

    private static final RuleBook RULES = RuleBook.of(Rules.STANDARD);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private TroubledElasticsearch troubled;
    private SearchIndex index;

    @BeforeEach
    void a_node_with_trouble_in_front_of_it() throws IOException {
        troubled = new TroubledElasticsearch(LocalElasticsearch.address());
        index = index(troubled.address(), PATIENT, TroubledElasticsearch.API_KEY);
        index.publish(index.begin());
    }

    @AfterEach
    void peace() {
        troubled.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY_CALLS", "UNAVAILABLE", "TALKS_HTML", "REJECTS_ONE", "FORBIDS_ONE"})
    void what_was_not_taken_is_written_again_and_what_was_stays(Fault fault) {
        troubled.next(fault);
        assertThatThrownBy(() -> index.write(changes(3, 1))).isInstanceOf(EngineAway.class);
        engineComesBack();

        var outcomes = index.write(changes(3, 1));

        assertThat(outcomes).noneMatch(outcome -> outcome.verdict() == Verdict.REFUSED);
        assertThat(find()).hasSize(3);
    }

    @Test
    void what_was_written_without_an_answer_is_there_once() {
        var hasty = index(troubled.address(), Duration.ofMillis(800), TroubledElasticsearch.API_KEY);
        troubled.next(Fault.DOES_IT_AND_FALLS_SILENT);
        assertThatThrownBy(() -> hasty.write(changes(3, 1))).isInstanceOf(EngineAway.class);
        engineComesBack();

        assertThat(index.write(changes(3, 1))).extracting(Outcome::verdict).containsOnly(Verdict.OUTDATED);
        assertThat(find()).hasSize(3);
    }

    @Test
    void a_document_that_is_refused_within_a_200_takes_no_other_with_it() {
        troubled.next(Fault.CANNOT_READ_ONE);

        var outcomes = index.write(changes(3, 1));

        assertThat(outcomes)
                .extracting(Outcome::verdict)
                .containsExactly(Verdict.REFUSED, Verdict.WRITTEN, Verdict.WRITTEN);
        assertThat(outcomes.get(0).reason()).isEqualTo("not this one");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY_CALLS", "UNAVAILABLE", "TALKS_HTML", "FINDS_HALF"})
    void an_answer_is_whole_or_none(Fault fault) {
        index.write(changes(3, 1));
        troubled.next(fault);

        assertThatThrownBy(this::find).isInstanceOf(EngineAway.class);
        engineComesBack();

        assertThat(find()).hasSize(3);
    }

    @Test
    void an_engine_that_does_not_answer_is_left_alone_for_a_moment() {
        troubled.next(Fault.UNAVAILABLE);
        assertThatThrownBy(this::find).isInstanceOf(EngineAway.class);
        var calls = troubled.calls();

        assertThatThrownBy(this::find).isInstanceOf(EngineAway.class);
        assertThat(troubled.calls()).isEqualTo(calls);

        engineComesBack();
        assertThat(find()).isEmpty();
    }

    @Test
    void nobody_there_and_nobody_let_in_are_engines_that_are_away() {
        var nobody = index(URI.create("http://127.0.0.1:1/"), PATIENT, TroubledElasticsearch.API_KEY);
        var stranger = index(troubled.address(), PATIENT, "c3RyYW5nZXI=");

        for (var away : List.of(nobody, stranger)) {
            assertThatThrownBy(() -> away.write(changes(1, 1))).isInstanceOf(EngineAway.class);
            assertThatThrownBy(() -> away.find(question(), RULES, null, 5)).isInstanceOf(EngineAway.class);
            assertThatThrownBy(() -> away.look(Kind.TAG, List.of("n0"))).isInstanceOf(EngineAway.class);
            assertThatThrownBy(away::begin).isInstanceOf(EngineAway.class);
        }
    }

    @Test
    void many_documents_go_in_calls_that_are_not_too_large() {
        // Of one word: a node takes long over many.
        var much = "word ".repeat(80_000);
        var large = IntStream.range(0, 14)
                .mapToObj(i -> new Change(Kind.TAG, "large" + i, 1, document("large", much)))
                .toList();
        var before = troubled.bulks().size();

        assertThat(index.write(large)).extracting(Outcome::verdict).containsOnly(Verdict.WRITTEN);

        var bulks = troubled.bulks();
        assertThat(bulks.size() - before).isGreaterThan(1);
        assertThat(bulks).allSatisfy(bulk -> assertThat(bulk.length()).isLessThan(6_000_000));
        assertThat(bulks).allMatch(bulk -> bulk.endsWith("\n"));
    }

    @Test
    void nothing_is_found_and_nothing_fails_where_there_is_no_index_yet() {
        var fresh = IndexProducer.elasticsearch(
                new ElasticsearchSettings(LocalElasticsearch.address(), "fresh", PATIENT, Optional.empty()),
                "true",
                clock);

        assertThat(fresh.find(question(), RULES, null, 5).rows()).isEmpty();
        assertThat(fresh.look(Kind.TAG, List.of("n0"))).isEmpty();
        assertThat(fresh.keys(Kind.TAG, null, 5)).isEmpty();
        assertThat(fresh.sweep()).isFalse();
        assertThat(fresh.write(changes(1, 1))).extracting(Outcome::verdict).containsExactly(Verdict.WRITTEN);
        assertThat(fresh.find(question(), RULES, null, 5).rows()).hasSize(1);
    }

    @Test
    void a_generation_whose_number_somebody_took_first_has_another() {
        index.write(changes(1, 1));
        troubled.next(Fault.BEATEN);

        var generation = index.begin();
        index.fill(generation, changes(3, 2));
        index.publish(generation);

        assertThat(find()).hasSize(3);
    }

    @Test
    void ends_of_documents_go_after_a_day_and_given_up_generations_at_once() throws IOException, InterruptedException {
        index.write(changes(2, 1));
        index.write(List.of(new Change(Kind.TAG, "n0", 2, null)));
        assertThat(index.look(Kind.TAG, List.of("n0", "n1"))).containsOnlyKeys("n1");
        var given = index.begin();
        index.begin();
        assertThat(index.fill(given, changes(1, 3)))
                .extracting(Outcome::verdict)
                .containsExactly(Verdict.OUTDATED);
        index.publish(given);
        assertThat(find()).hasSize(1);

        index.sweep();
        assertThat(index.write(changes(1, 1))).extracting(Outcome::verdict).containsExactly(Verdict.OUTDATED);
        assertThat(documents()).isEqualTo(2);
        clock.advance(Duration.ofHours(25));
        index.sweep();
        assertThat(documents()).isEqualTo(1);
    }

    /** The end of one is a document too. */
    private static int documents() throws IOException, InterruptedException {
        var count = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(LocalElasticsearch.address().resolve("/faults/_count"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return Integer.parseInt(count.replaceAll(".*\"count\":(\\d+).*", "$1"));
    }

    private SearchIndex index(URI address, Duration patience, String key) {
        return IndexProducer.elasticsearch(
                new ElasticsearchSettings(address, "faults", patience, Optional.of(key)), "true", clock);
    }

    private void engineComesBack() {
        clock.advance(Duration.ofMinutes(1));
    }

    private static List<Change> changes(int many, long version) {
        return IntStream.range(0, many)
                .mapToObj(i -> new Change(Kind.TAG, "n" + i, version, document("numbered", "")))
                .toList();
    }

    private static @Nullable Document document(String title, String transcript) {
        return new Document(List.of(title), List.of(), "", transcript, List.of(), true, 0);
    }

    private static Question question() {
        return new Question("numbered", EnumSet.allOf(Kind.class), List.of(), "en", true);
    }

    private List<Answer> find() {
        return index.find(question(), RULES, null, 10).rows();
    }
}
