package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.kernel.EngineAway;
import io.overdub.search.index.AlgoliaServer.Mood;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class AlgoliaInsightsTest {

    private static final UUID PERSON = UUID.fromString("01990000-0000-7000-8000-00000000000a");

    private final TestClock clock = new TestClock();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private AlgoliaServer server;
    private AlgoliaInsights insights;

    @BeforeEach
    void an_application() throws IOException {
        server = new AlgoliaServer();
        insights = insights(Duration.ofSeconds(30));
    }

    @AfterEach
    void nothing_that_algolia_would_refuse() {
        server.close();
        assertThat(server.complaints()).isEmpty();
    }

    @Test
    void what_people_do_with_an_answer_is_told_with_its_query_and_their_place_in_it() {
        var index = Algolia.index(
                new AlgoliaSettings(server.addresses(), Duration.ofSeconds(30), Duration.ofSeconds(30)), meters, clock);
        index.adopt(RuleBook.of(Rules.STANDARD));
        var document = new Document(List.of("Here"), List.of(), "", "", List.of(), true, 0);
        index.write(List.of(new Change(Kind.TAG, "a", 1, document), new Change(Kind.TAG, "b", 1, document)));
        var question = new Question("here", EnumSet.allOf(Kind.class), List.of(), "en", true, PERSON);
        var first = index.find(question, RuleBook.of(Rules.STANDARD), null, 1);
        var second = index.find(question, RuleBook.of(Rules.STANDARD), first.end(), 1)
                .rows()
                .get(0);

        var uses = List.of(
                use(Use.Type.CLICK, second.hit(), second.trace()),
                use(Use.Type.CONVERSION, second.hit(), second.trace()),
                use(Use.Type.CLICK, second.hit(), null),
                use(Use.Type.VIEW, second.hit(), second.trace()));

        insights.tell(uses);

        var events = server.events();
        assertThat(events)
                .extracting(event -> event.path("eventType").asText())
                .containsExactly("click", "conversion", "click", "view");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("objectIDs").toString())
                    .isEqualTo("[\"tag:" + second.hit().key() + "\"]");
            assertThat(event.path("userToken").asText()).isEqualTo(PERSON.toString());
        });
        assertThat(events)
                .extracting(event -> event.path("timestamp").asLong())
                .isEqualTo(uses.stream().map(use -> use.at().toEpochMilli()).toList());
        assertThat(events.get(0).path("positions").toString()).isEqualTo("[2]");
        assertThat(events.get(0).path("queryID").asText())
                .isEqualTo(events.get(1).path("queryID").asText())
                .hasSize(32);
        assertThat(events.get(2).has("queryID")).isFalse();
    }

    @Test
    void many_go_in_calls_of_a_thousand_and_what_is_too_old_is_left_out_and_counted() {
        var old = use(Use.Type.VIEW, hit("old"), null);
        clock.advance(Duration.ofDays(30));
        var uses = IntStream.range(0, 2_500)
                .mapToObj(i -> use(Use.Type.VIEW, hit("n" + i), null))
                .toList();
        var calls = server.calls(0);

        insights.tell(uses);
        insights.tell(List.of(old));

        assertThat(server.calls(0)).isEqualTo(calls + 3);
        assertThat(server.events()).hasSize(2_500);
        assertThat(lost()).isOne();
    }

    @Test
    void one_that_algolia_refuses_takes_no_other_with_it() {
        insights.tell(List.of(
                use(Use.Type.VIEW, hit("a"), null),
                use(Use.Type.VIEW, hit("poison"), null),
                use(Use.Type.VIEW, hit("b"), null)));

        assertThat(objects()).containsExactly("[\"tag:a\"]", "[\"tag:b\"]");
        assertThat(lost()).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"BROKEN", "BUSY", "FALSE"})
    void what_was_not_taken_is_told_again(Mood mood) {
        server.mood(0, mood);
        assertThatThrownBy(() -> insights.tell(List.of(use(Use.Type.VIEW, hit("a"), null))))
                .isInstanceOf(EngineAway.class);
        assertThat(server.events()).isEmpty();

        server.mood(0, Mood.WELL);
        clock.advance(Duration.ofSeconds(10));
        insights.tell(List.of(use(Use.Type.VIEW, hit("a"), null)));
        assertThat(objects()).containsExactly("[\"tag:a\"]");
        assertThat(lost()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"BUSY_INSIDE", "DENYING", "LOST"})
    void what_was_refused_for_another_reason_than_what_is_in_it_stays_whole_and_is_told_later(Mood mood) {
        var uses = Stream.of("a", "b", "c", "d")
                .map(key -> use(Use.Type.VIEW, hit(key), null))
                .toList();
        server.mood(0, mood);
        assertThatThrownBy(() -> insights.tell(uses)).isInstanceOf(EngineAway.class);
        assertThat(server.calls(0)).isOne();

        server.mood(0, Mood.WELL);
        clock.advance(Duration.ofMinutes(1));
        insights.tell(uses);
        assertThat(server.calls(0)).isEqualTo(2);
        assertThat(server.events()).hasSize(4);
        assertThat(lost()).isZero();
    }

    @Test
    void what_was_taken_without_an_answer_is_told_twice_at_the_most() {
        var hasty = insights(Duration.ofMillis(500));
        server.mood(0, Mood.SPEECHLESS);
        assertThatThrownBy(() -> hasty.tell(List.of(use(Use.Type.VIEW, hit("a"), null))))
                .isInstanceOf(EngineAway.class);

        server.mood(0, Mood.WELL);
        insights.tell(List.of(use(Use.Type.VIEW, hit("a"), null)));
        assertThat(objects()).containsExactly("[\"tag:a\"]", "[\"tag:a\"]");
    }

    @Test
    void nobody_there_is_an_engine_that_is_away() {
        server.close();

        assertThatThrownBy(() -> insights.tell(List.of(use(Use.Type.VIEW, hit("a"), null))))
                .isInstanceOf(EngineAway.class);
    }

    private AlgoliaInsights insights(Duration readPatience) {
        return Algolia.insights(
                new AlgoliaSettings(server.addresses(), Duration.ofSeconds(30), readPatience), meters, clock);
    }

    private List<String> objects() {
        return server.events().stream()
                .map(event -> event.path("objectIDs"))
                .map(JsonNode::toString)
                .toList();
    }

    private double lost() {
        return meters.counter("overdub.search.insights.lost").count();
    }

    private Use use(Use.Type type, Hit hit, @Nullable Trace trace) {
        return new Use(type, PERSON, hit, trace, clock.instant());
    }

    private static Hit hit(String key) {
        return new Hit(Kind.TAG, key);
    }
}
