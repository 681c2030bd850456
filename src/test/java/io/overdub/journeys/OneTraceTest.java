package io.overdub.journeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.overdub.analytics.Sluice;
import io.overdub.uploads.Darkroom;
import io.overdub.world.CollectorServer;
import io.overdub.world.CollectorServer.Mood;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.WithMoreEngines;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody asked for, and all that came of it, as whoever collects the traces sees it. */
@QuarkusTest
@TestProfile(WithMoreEngines.class)
class OneTraceTest {

    private static final String CALLER = "00f067aa0ba902b7";

    @Inject
    World world;

    @Inject
    Darkroom darkroom;

    @Inject
    Sluice sluice;

    @Inject
    OpenTelemetry telemetry;

    @Inject
    MeterRegistry meters;

    private static CollectorServer collector;
    private final String trace = UUID.randomUUID().toString().replace("-", "");

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
    void a_dub_is_one_trace_from_the_phone_through_the_outbox_and_the_queues() throws InterruptedException {
        var author = world.person("traced");
        world.person("fan").follows(author);
        var quote = world.quote("All in one");
        var upload = developed(author);

        var dub = traced(author)
                .body(Map.of("quote_id", quote, "upload_id", upload, "caption", "hello", "visibility", "public"))
                .post("/v1/dubs")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        arrive();

        var spans = collector.of(trace);
        assertThat(spans)
                .extracting(Span::getName)
                .contains(
                        "POST /v1/dubs",
                        "search.index_dub",
                        "notifications.tell_followers",
                        "analytics.record_every_event",
                        "analytics.aggregate",
                        "analytics.load");
        var ids = spans.stream()
                .map(span -> CollectorServer.hex(span.getSpanId()))
                .collect(Collectors.toSet());
        ids.add(CALLER);
        assertThat(spans).allSatisfy(span -> assertThat(ids).contains(CollectorServer.hex(span.getParentSpanId())));
        assertThat(named("POST /v1/dubs").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(CollectorServer.hex(named("POST /v1/dubs").getParentSpanId()))
                .isEqualTo(CALLER);
        assertThat(named("search.index_dub").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
        assertThat(collector.everything()).doesNotContain(dub);
        assertThat(collector.complaints()).isEmpty();
    }

    @Test
    void what_the_storage_is_asked_is_part_of_it() {
        var author = world.person("stored");
        var bytes = DemoMedia.SOUND.another();
        var opened = author.opens(DemoMedia.SOUND.kind(), DemoMedia.SOUND.contentType(), bytes)
                .then()
                .statusCode(201)
                .extract();
        assertThat(author.puts(opened.response(), bytes)).isEqualTo(200);

        traced(author)
                .post("/v1/uploads/" + opened.<String>path("id") + "/complete")
                .then()
                .statusCode(200);
        arrive();

        assertThat(collector.of(trace))
                .extracting(Span::getName)
                .contains("POST /v1/uploads/{id}/complete", "S3.HeadObject", "S3.CopyObject");
    }

    @Test
    void nothing_of_a_person_and_no_secret_leaves() {
        var someone = world.person("private.name");
        var email = someone.username() + "@people.test";
        var words = "needle" + UUID.randomUUID().toString().substring(0, 8);

        var asked = List.of(
                traced(someone).get("/v1/search?q=" + words + "&in=quotes,accounts"),
                traced(someone).get("/v1/search/suggest?q=" + words),
                traced(someone).get("/v1/accounts/" + someone.id()),
                traced(someone).get("/v1/" + words),
                traced(someone).header("User-Agent", words).get("/v1/me"),
                traced(someone).header("tracestate", "vendor=" + words).get("/v1/me"),
                traced(someone).header("baggage", "who=" + words).get("/v1/quotes?cursor=" + words),
                traced(someone).header("X-Request-ID", words + words).get("/v1/quotes"),
                traced(someone)
                        .body(Map.of(
                                "username",
                                someone.username(),
                                "email",
                                email,
                                "password",
                                World.PASSWORD,
                                "country",
                                "DE",
                                "language",
                                "de"))
                        .post("/v1/auth/register"),
                traced(someone).body(Map.of("login", email, "password", words)).post("/v1/auth/login"));
        arrive();

        assertThat(collector.of(trace)).hasSizeGreaterThanOrEqualTo(asked.size());
        assertThat(collector.everything())
                .contains("POST /v1/auth/login")
                .doesNotContain(words)
                .doesNotContain(someone.username())
                .doesNotContain(email)
                .doesNotContain(someone.id())
                .doesNotContain(World.PASSWORD)
                .doesNotContain(someone.token())
                .doesNotContain("127.0.0.1")
                .doesNotContainIgnoringCase("select ");
    }

    @Test
    void problems_name_the_trace_and_the_request() {
        given().header("traceparent", traceparent("01"))
                .get("/v1/nowhere")
                .then()
                .statusCode(404)
                .header("X-Request-ID", equalTo(trace))
                .body("trace_id", equalTo(trace));
        given().header("traceparent", traceparent("01"))
                .header("X-Request-ID", "named-by-the-router-in-front")
                .get("/v1/nowhere")
                .then()
                .statusCode(404)
                .header("X-Request-ID", equalTo("named-by-the-router-in-front"))
                .body("trace_id", equalTo(trace));
    }

    @Test
    void what_is_not_collected_of_the_phone_is_not_collected_of_what_follows() {
        var fan = world.person("unseen");
        var path = "/v1/accounts/" + world.person("idol").id() + "/follow";

        fan.request().header("traceparent", traceparent("00")).put(path).then().statusCode(204);
        arrive();
        assertThat(collector.of(trace)).isEmpty();

        traced(fan).delete(path).then().statusCode(204);
        arrive();
        assertThat(collector.of(trace)).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/ready", "/q/health/live", "/q/metrics"})
    void probes_leave_no_trace(String path) {
        given().header("traceparent", traceparent("01")).get(path).then().statusCode(200);
        arrive();

        assertThat(collector.of(trace)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_collector_in_any_mood_holds_nobody_up(Mood mood) throws InterruptedException {
        var author = world.person("patient");
        collector.is(mood);

        for (var i = 0; i < 20; i++) {
            traced(author).get("/v1/me").then().statusCode(200);
        }
        assertThat(collector.isAsked()).isTrue();
        // Whoever asks now asks while the collector owes an answer, if it hangs.
        author.gets("/v1/me").then().statusCode(200);
        author.follows(world.person("idol"));
        world.settle();
        author.gets("/v1/me").then().statusCode(200);
    }

    @Test
    void what_nobody_takes_is_lost_and_counted() {
        collector.is(Mood.AWAY);
        world.person("forgotten");
        arrive();

        var before = lost();
        world.person("lost");
        arrive();
        assertThat(lost()).isGreaterThan(before);
    }

    /** An upload whose film is done, so that a dub of it is everybody's at once. */
    private String developed(Person author) throws InterruptedException {
        var upload = author.uploads(DemoMedia.VIDEO);
        world.settle();
        darkroom.settle();
        arrive();
        return upload;
    }

    private double lost() {
        return meters.counter("overdub.traces.spans", "outcome", "lost").count();
    }

    private Span named(String name) {
        return collector.of(trace).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private RequestSpecification traced(Person someone) {
        return someone.request().header("traceparent", traceparent("01"));
    }

    private String traceparent(String flags) {
        return "00-" + trace + "-" + CALLER + "-" + flags;
    }

    private void arrive() {
        world.settle();
        sluice.settle();
        ((OpenTelemetrySdk) telemetry).getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
    }
}
