package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.overdub.world.CollectorServer;
import io.overdub.world.WithMoreEngines;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithMoreEngines.class)
class TracesTest {

    @Inject
    OpenTelemetry telemetry;

    @Inject
    Sql sql;

    private static CollectorServer collector;
    private final String name = "test." + UUID.randomUUID();

    @BeforeAll
    static void somebodyCollects() throws IOException {
        collector = new CollectorServer();
    }

    @AfterAll
    static void nobodyDoes() {
        collector.close();
    }

    @BeforeEach
    void nothingIsCollected() {
        collector.forget();
    }

    @Test
    void a_job_that_finds_nothing_to_do_leaves_no_trace() {
        var job = Traces.job(name);
        sql.update("update kernel.outbox set attempts = attempts where false");
        Traces.end(job, false);

        assertThat(collected()).isEmpty();
    }

    @Test
    void a_job_that_changes_something_does() {
        var job = Traces.job(name);
        sql.update(
                "insert into kernel.outbox (subscriber, event, payload, due_at, created_at) values (?, 'test', '{}', now(), now())",
                name);
        sql.update("delete from kernel.outbox where subscriber = ?", name);
        Traces.end(job, false);

        assertThat(collected())
                .singleElement()
                .satisfies(span -> assertThat(span.getParentSpanId().isEmpty()).isTrue());
    }

    @Test
    void a_job_that_fails_does_too() {
        Traces.end(Traces.job(name), true);

        assertThat(collected()).hasSize(1);
    }

    @Test
    void what_follows_from_several_is_in_the_trace_of_one_and_linked_to_the_others() {
        var first = traceparent("01");
        var second = traceparent("01");
        var unseen = traceparent("00");

        Traces.follow(name, Arrays.asList(null, unseen, first, second, first)).end();

        assertThat(collected()).singleElement().satisfies(span -> {
            assertThat(first).contains(CollectorServer.hex(span.getTraceId()));
            assertThat(first).contains(CollectorServer.hex(span.getParentSpanId()));
            assertThat(span.getLinksList())
                    .singleElement()
                    .satisfies(link -> assertThat(second).contains(CollectorServer.hex(link.getTraceId())));
            assertThat(span.getAttributesList())
                    .anySatisfy(
                            fact -> assertThat(fact.getValue().getIntValue()).isEqualTo(5));
        });
    }

    @Test
    void what_follows_from_what_nobody_sees_is_unseen_and_knows_from_what() {
        var unseen = traceparent("00");

        var step = Traces.follow(name, List.of(unseen));
        var inside = Traces.now();
        Traces.call(name).end();
        step.end();

        assertThat(inside).isEqualTo(unseen);
        assertThat(Traces.now()).isNull();
        assertThat(collected()).isEmpty();
    }

    @Test
    void what_does_not_name_a_place_in_a_trace_is_no_cause() {
        var garbage = List.of("", "00-x-y-01", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01", "select 1");

        Traces.follow(name, garbage).end();

        assertThat(collected())
                .singleElement()
                .satisfies(span -> assertThat(span.getParentSpanId().isEmpty()).isTrue());
    }

    @Test
    void a_failure_is_told_by_its_kind_only() {
        var step = Traces.follow(name, List.of());
        step.failed(new IllegalStateException("Key (email)=(ada@people.test) exists"));
        step.fact("email", "ada@people.test");
        step.end();

        assertThat(collected())
                .singleElement()
                .satisfies(span -> assertThat(span.toString())
                        .contains("java.lang.IllegalStateException")
                        .doesNotContain("people.test"));
    }

    @Test
    void a_task_on_another_thread_is_where_it_was_asked_for() throws Exception {
        var step = Traces.follow(name, List.of());
        var here = Traces.now();
        var threads = Executors.newSingleThreadExecutor();
        try {
            assertThat(threads.submit(Traces.carried(Traces::now)).get()).isEqualTo(here);
        } finally {
            threads.shutdownNow();
            step.end();
        }
    }

    private List<Span> collected() {
        ((OpenTelemetrySdk) telemetry).getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
        return collector.called(name);
    }

    private static String traceparent(String flags) {
        var id = UUID.randomUUID().toString().replace("-", "");
        return "00-" + id + "-" + id.substring(16) + "-" + flags;
    }
}
