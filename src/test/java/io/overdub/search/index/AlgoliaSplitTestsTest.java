package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.kernel.EngineAway;
import io.overdub.search.index.AlgoliaServer.Mood;
import io.overdub.search.index.SplitTest.Plan;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class AlgoliaSplitTestsTest {

    private final TestClock clock = new TestClock();
    private AlgoliaServer server;
    private AlgoliaSplitTests tests;

    @BeforeEach
    void an_index() throws IOException {
        server = new AlgoliaServer();
        tests = tests(Duration.ofSeconds(30));
        Algolia.index(settings(Duration.ofSeconds(30)), new SimpleMeterRegistry(), clock)
                .adopt(RuleBook.of(Rules.STANDARD));
    }

    @AfterEach
    void nothing_that_algolia_would_refuse() {
        server.close();
        assertThat(server.complaints()).isEmpty();
    }

    @Test
    void a_test_is_made_once_read_and_stopped() {
        var made = tests.create(plan("enableReRanking"));
        assertThat(tests.create(plan("enableReRanking"))).isEqualTo(made);

        assertThat(made.status()).isEqualTo(SplitTest.Status.ACTIVE);
        assertThat(made.endAt()).isEqualTo(plan("x").endAt());
        assertThat(made.variants()).extracting(SplitTest.Variant::share).containsExactly(80, 20);
        assertThat(made.clickSignificance()).isNull();
        var told = server.splitTest(made.id()).path("variants");
        assertThat(told.path(0).has("customSearchParameters")).isFalse();
        assertThat(told.path(1).path("customSearchParameters").toString()).isEqualTo("{\"enableReRanking\":true}");

        ((ObjectNode) told.path(1)).setAll(Json.of("searchCount", 500, "clickCount", 50, "clickThroughRate", 0.1));
        ((ObjectNode) server.splitTest(made.id())).put("clickSignificance", 0.97);
        var read = tests.find(made.id()).orElseThrow();
        assertThat(read.variants().get(1).searches()).isEqualTo(500);
        assertThat(read.variants().get(1).clickRate()).isEqualTo(0.1);
        assertThat(read.variants().get(0).clickRate()).isNull();
        assertThat(read.clickSignificance()).isEqualTo(0.97);

        assertThat(tests.stop(made.id()).orElseThrow().status()).isEqualTo(SplitTest.Status.STOPPED);
        assertThat(tests.create(plan("enableReRanking")).id()).isNotEqualTo(made.id());
        assertThat(tests.all()).hasSize(2);
    }

    @Test
    void what_algolia_does_not_want_and_what_there_is_not_is_told() {
        assertThatThrownBy(() -> tests.create(plan("nonsense")))
                .isInstanceOf(EngineRefused.class)
                .hasMessageContaining("nonsense");
        assertThat(tests.find(77)).isEmpty();
        assertThat(tests.stop(77)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"BROKEN", "BUSY", "FALSE"})
    void a_test_that_could_not_be_made_is_made_later(Mood mood) {
        server.mood(0, mood);
        assertThatThrownBy(() -> tests.create(plan("enableReRanking"))).isInstanceOf(EngineAway.class);

        server.mood(0, Mood.WELL);
        clock.advance(Duration.ofSeconds(10));
        assertThat(tests.create(plan("enableReRanking")).status()).isEqualTo(SplitTest.Status.ACTIVE);
        assertThat(tests.all()).hasSize(1);
    }

    @Test
    void a_test_that_was_made_without_an_answer_is_found_again() {
        var hasty = tests(Duration.ofMillis(500));
        server.mood(0, Mood.SPEECHLESS);
        assertThatThrownBy(() -> hasty.create(plan("enableReRanking"))).isInstanceOf(EngineAway.class);

        server.mood(0, Mood.WELL);
        assertThat(tests.create(plan("enableReRanking")).status()).isEqualTo(SplitTest.Status.ACTIVE);
        assertThat(tests.all()).hasSize(1);
    }

    @Test
    void whoever_reads_waits_no_longer_than_others_who_read() {
        var patient = new AlgoliaSettings(
                server.addresses(), Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofMinutes(1));
        var read = Algolia.splitTests(patient, clock);
        server.mood(0, Mood.SILENT);

        assertTimeout(Duration.ofSeconds(30), () -> {
            assertThatThrownBy(read::all).isInstanceOf(EngineAway.class);
            clock.advance(Duration.ofMinutes(1));
            assertThatThrownBy(() -> read.find(1)).isInstanceOf(EngineAway.class);
        });
    }

    @Test
    void what_is_done_at_once_is_not_waited_for() {
        server.taskless();
        server.stuck(true);

        var made = tests.create(plan("enableReRanking"));

        assertThat(made.status()).isEqualTo(SplitTest.Status.ACTIVE);
        assertThat(tests.stop(made.id()).orElseThrow().status()).isEqualTo(SplitTest.Status.STOPPED);
    }

    @Test
    void tests_of_another_index_are_nobodys_here() {
        var ours = tests.create(plan("enableReRanking"));
        var other = tests.create(new Plan(
                "Another", plan("x").endAt(), 20, plan("enableReRanking").parameters()));
        server.splitTest(other.id())
                .path("variants")
                .forEach(variant -> ((ObjectNode) variant).put("index", "tests_of_others"));

        assertThat(tests.all()).extracting(SplitTest::id).containsExactly(ours.id());
        assertThat(tests.find(other.id())).isEmpty();
        assertThat(tests.stop(other.id())).isEmpty();
        assertThat(server.splitTest(other.id()).path("status").asText()).isEqualTo("active");
    }

    @Test
    void an_end_that_cannot_be_read_is_none() {
        var made = tests.create(plan("enableReRanking"));
        ((ObjectNode) server.splitTest(made.id())).put("endAt", "soon");

        assertThat(tests.find(made.id()).orElseThrow().endAt()).isNull();
        assertThat(tests.all()).extracting(SplitTest::endAt).containsOnlyNulls();
    }

    @Test
    void what_algolia_will_not_do_is_told_as_a_problem() {
        var desk = new SplitTests(new AlgoliaAtHand.Chosen(), settings(Duration.ofSeconds(30)), clock);
        server.mood(0, Mood.UNWILLING);

        assertThat(List.<ThrowingCallable>of(
                        desk::all, () -> desk.find(1), () -> desk.create(plan("x")), () -> desk.stop(1)))
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(SplitTestRefused.class)
                        .hasMessageContaining("rather not"));
    }

    private AlgoliaSettings settings(Duration patience) {
        return new AlgoliaSettings(server.addresses(), Duration.ofSeconds(30), patience);
    }

    private AlgoliaSplitTests tests(Duration patience) {
        return Algolia.splitTests(settings(patience), clock);
    }

    private Plan plan(String parameter) {
        var end = clock.instant().plus(Duration.ofDays(14)).truncatedTo(ChronoUnit.SECONDS);
        return new Plan("Re-ranked", end, 20, Json.of(parameter, true));
    }
}
