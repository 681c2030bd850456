package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.analytics.stream.Stream;
import io.overdub.analytics.warehouse.Answer;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.edge.ItemContext;
import io.overdub.edge.ItemContexts;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Refusal;
import io.overdub.world.Crowd;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From what phones say they played to what everybody sees of a dub. */
@QuarkusTest
class ReceptionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Inject
    World world;

    @Inject
    Pipeline pipeline;

    @Inject
    FlushCounts flush;

    @Inject
    RecountReceptions recount;

    @Inject
    ReceptionRepository rows;

    @Inject
    Receptions receptions;

    @Inject
    ReceptionBook book;

    @Inject
    Warehouse warehouse;

    @Inject
    Stream stream;

    @Inject
    Stages stages;

    @Inject
    IntakeConfig config;

    @Inject
    MeterRegistry meters;

    @Inject
    Crowd crowd;

    @Inject
    ItemContexts contexts;

    @Test
    void a_dub_says_how_many_played_it_and_reached_its_end() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        var chidi = world.person("chidi");
        var dub = ada.publishes(world.quote("Seen"));
        ada.gets("/v1/dubs/" + dub)
                .then()
                .body("plays", equalTo(0))
                .body("views", equalTo(0))
                .body("completion", nullValue());

        sends(
                bela,
                Sent.event("play_started", Map.of("dub_id", dub)),
                ended(bela, dub, 0.9),
                ended(bela, dub, 1),
                Sent.event("dub_shared", Map.of("dub_id", dub)),
                Sent.event("dub_shared", Map.of("dub_id", dub)));
        sends(
                chidi,
                Sent.event("play_started", Map.of("dub_id", dub)),
                ended(chidi, dub, 0.5),
                ended(chidi, dub, 0.01));
        sends(ada, Sent.event("play_started", Map.of("dub_id", dub)), ended(ada, dub, 1));
        countEverything();

        ada.gets("/v1/dubs/" + dub)
                .then()
                .body("plays", equalTo(3))
                .body("views", equalTo(2))
                .body("completion", equalTo(0.5f))
                .body("shares", equalTo(1));
    }

    @Test
    void a_view_is_what_we_showed_and_by_what_we_know_of_it() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        var quote = world.quote("Seen");
        var dub = ada.publishes(quote);
        var other = ada.publishes(quote);
        var shown = bela.gets("/v1/dubs/" + dub).jsonPath();
        var context = shown.getString("context");
        int length = shown.getInt("duration_ms");
        var ofQuote = new ItemContext(
                "trending-quotes",
                UUID.fromString(quote),
                null,
                0,
                null,
                0,
                0,
                world.clock().instant());

        sends(
                        bela,
                        Sent.event("play_ended", Map.of("dub_id", dub, "watched_ms", length)),
                        ended(other, context, length),
                        ended(dub, context, 100),
                        ended(dub, context, 21L * length),
                        Sent.event(
                                "play_ended",
                                Map.of("dub_id", dub, "watched_ms", 100, "length_ms", 100, "context", context)),
                        Sent.event(
                                "play_ended",
                                Map.of(
                                        "dub_id",
                                        dub,
                                        "quote_id",
                                        quote,
                                        "author_id",
                                        ada.id(),
                                        "watched_ms",
                                        length,
                                        "length_ms",
                                        length,
                                        "context",
                                        contexts.seal(UUID.fromString(bela.id()), ofQuote))))
                .body("accepted", equalTo(6))
                .body("doubted", contains(1));
        sends(
                ada,
                ended(dub, context, length),
                Sent.event(
                        "play_ended",
                        Map.of("dub_id", dub, "author_id", bela.id(), "watched_ms", length, "context", context)));
        countEverything();
        ada.gets("/v1/dubs/" + dub).then().body("views", equalTo(0));

        sends(bela, ended(dub, context, length));
        countEverything();
        ada.gets("/v1/dubs/" + dub).then().body("views", equalTo(1)).body("completion", equalTo(1f));
    }

    @Test
    void wherever_a_dub_is_shown_a_context_says_so() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        var quote = world.quote("Seen");
        var dub = ada.publishes(quote);
        bela.likes(dub);
        world.settle();

        for (var place : Map.of(
                        "dub", bela.gets("/v1/dubs/" + dub).jsonPath().getString("context"),
                        "profile", context(bela, "/v1/accounts/" + ada.id() + "/dubs"),
                        "dubs-of-quote", context(bela, "/v1/quotes/" + quote + "/dubs"))
                .entrySet()) {
            assertThat(contexts.open(UUID.fromString(bela.id()), place.getValue()))
                    .hasValueSatisfying(shown -> {
                        assertThat(shown.feed()).isEqualTo(place.getKey());
                        assertThat(shown.item()).isEqualTo(UUID.fromString(dub));
                        assertThat(shown.author()).isEqualTo(UUID.fromString(ada.id()));
                    });
        }
    }

    private static String context(Person viewer, String list) {
        return viewer.gets(list).jsonPath().getString("items[0].context");
    }

    @Test
    void what_comes_again_counts_once() {
        var ada = world.person("ada");
        var dub = ada.publishes(world.quote("Seen"));
        var play = Sent.event("play_started", Map.of("dub_id", dub));

        for (var time = 0; time < 10; time++) {
            sends(ada, play);
        }
        countEverything();
        stream.rewind(world.clock().instant().minus(Duration.ofMinutes(10)));
        countEverything();

        ada.gets("/v1/dubs/" + dub).then().body("plays", equalTo(1));
    }

    @Test
    void a_thousand_plays_while_redis_is_killed_are_a_thousand_once_the_day_is_over() throws Exception {
        var ada = world.person("ada");
        var dub = ada.publishes(world.quote("Seen by all"));
        var sending = new ArrayList<Supplier<Integer>>();
        for (var phone = 0; phone < 200; phone++) {
            var play = new Object[5];
            Arrays.setAll(play, number -> Sent.event("play_started", Map.of("dub_id", dub)));
            sending.add(() -> sends(ada, play).extract().path("accepted"));
        }

        assertThat(crowd.does(sending)).containsOnly(5);
        countEverything();
        var shown = plays(dub);
        var before = drifted();
        world.clock().advance(Duration.ofDays(2));
        recount.recount();

        assertThat(shown).isLessThanOrEqualTo(1_000);
        assertThat(plays(dub)).isEqualTo(1_000);
        assertThat(drifted() > before).isEqualTo(shown < 1_000);
        recount.recount();
        assertThat(plays(dub)).isEqualTo(1_000);
    }

    private long plays(String dub) {
        return receptions.of(List.of(UUID.fromString(dub))).values().stream()
                .mapToLong(Reception::plays)
                .sum();
    }

    private double drifted() {
        return meters.counter("overdub.analytics.receptions.drifted").count();
    }

    @Test
    void a_quote_that_is_shown_by_itself_says_how_often_it_was_listened_to() {
        var ada = world.person("ada");
        var quote = world.quote("Heard");

        sends(
                ada,
                Sent.event("quote_previewed", Map.of("quote_id", quote)),
                Sent.event("quote_previewed", Map.of("quote_id", quote)));
        countEverything();

        ada.gets("/v1/quotes/" + quote).then().body("plays", equalTo(2));
    }

    @Test
    void where_an_item_was_shown_is_known_from_its_context_and_made_up_ones_count_nothing() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        bela.follows(ada);
        world.settle();
        var dub = ada.publishes(world.quote("Seen"));
        world.settle();
        var context =
                bela.gets("/v1/feeds/home").jsonPath().getString("items.find { it.dub.id == '" + dub + "' }.context");

        sends(bela, play(dub, context)).body("doubted", empty());
        sends(world.person("chidi"), play(dub, context))
                .body("accepted", equalTo(1))
                .body("doubted", contains(0));
        sends(bela, play(UUID.randomUUID().toString(), context), play(dub, "made up"))
                .body("doubted", contains(0, 1));
        countEverything();

        ada.gets("/v1/dubs/" + dub).then().body("plays", equalTo(1));
        assertThat(ask("select feed, place, doubtful, count(*) from events where dub_id = '" + dub
                        + "' and name = 'play_started' group by 1, 2, 3 order by 1"))
                .containsExactly(List.of("home", "0", "false", "1"), List.of("null", "null", "true", "2"));
        assertThat(ask("select doubtful, count(*) from events where dub_id = '" + dub
                        + "' and contains(cast(properties as varchar), 'context') group by 1"))
                .containsExactly(List.of("true", "2"));
    }

    @Test
    void what_somebody_limited_plays_counts_for_nothing_and_they_are_not_told() {
        var ada = world.person("ada");
        var bot = world.person("bot");
        var dub = ada.publishes(world.quote("Seen"));
        var staff = world.staff("moderator");
        var limit = "/v1/admin/accounts/" + bot.id() + "/limit";
        staff.request()
                .body(Map.of("reason", "Plays all night"))
                .put(limit)
                .then()
                .statusCode(204);
        world.settle();

        sends(
                        bot,
                        Sent.event("play_started", Map.of("dub_id", dub)),
                        ended(bot, dub, 1),
                        Sent.event("dub_shared", Map.of("dub_id", dub)))
                .body("accepted", equalTo(3))
                .body("doubted", empty());
        countEverything();
        ada.gets("/v1/dubs/" + dub)
                .then()
                .body("plays", equalTo(0))
                .body("views", equalTo(0))
                .body("shares", equalTo(0));
        assertThat(ask("select count(*) from events where doubtful and dub_id = '" + dub + "'"))
                .containsExactly(List.of("3"));

        staff.request()
                .body(Map.of("reason", "It was a child"))
                .delete(limit)
                .then()
                .statusCode(204);
        world.settle();
        sends(bot, Sent.event("play_started", Map.of("dub_id", dub)));
        countEverything();
        ada.gets("/v1/dubs/" + dub).then().body("plays", equalTo(1));
    }

    @Test
    void counts_that_drifted_are_set_right_from_the_raw_events() {
        var dub = UUID.randomUUID();
        var quote = UUID.randomUUID();
        var lost = UUID.randomUUID();
        var threeDaysAgo = Clock.offset(world.clock(), Duration.ofDays(-3));
        var day = LocalDate.ofInstant(threeDaysAgo.instant(), ZoneOffset.UTC);
        var intake = stages.intake(stream, config, threeDaysAgo, meters);
        intake.take(
                Sent.json(Sent.batch(
                        Sent.event("play_started", Map.of("dub_id", dub.toString())),
                        ended(dub.toString(), contexts.seal("dub", dub, UUID.randomUUID(), 10_000), 10_000),
                        Sent.event("quote_previewed", Map.of("quote_id", quote.toString())))),
                null,
                "203.0.113.77");
        pipeline.settle(PATIENCE);
        rows.put(List.of(
                new ReceptionRepository.Entry(dub, day, new Reception(70, 0, 0, 1)),
                new ReceptionRepository.Entry(lost, day, new Reception(5, 0, 0, 0)),
                new ReceptionRepository.Entry(quote, day.minusDays(300), new Reception(4, 0, 0, 0))));

        recount.recount();
        recount.recount();

        assertThat(receptions.of(List.of(dub, quote, lost)))
                .isEqualTo(Map.of(
                        dub, new Reception(1, 1, 1, 0),
                        quote, new Reception(5, 0, 0, 0),
                        lost, new Reception(0, 0, 0, 0)));
    }

    @Test
    void what_a_warehouse_knows_no_day_of_stays_as_it_was_counted() {
        var dub = UUID.randomUUID();
        var ahead = Clock.offset(world.clock(), Duration.ofDays(20));
        var known = LocalDate.ofInstant(ahead.instant(), ZoneOffset.UTC).minusDays(3);
        var unknown = known.minusDays(1);
        var another = new MemoryWarehouse();
        another.answers.add(() -> answer(List.of(known.toString())));
        var seven = new Reception(7, 0, 0, 0);
        rows.put(List.of(
                new ReceptionRepository.Entry(dub, known, new Reception(100, 0, 0, 0)),
                new ReceptionRepository.Entry(dub, unknown, seven)));

        new RecountReceptions(another, book, rows, ahead, new SimpleMeterRegistry()).run();
        rows.add(List.of(
                new ReceptionRepository.Entry(dub, known, seven), new ReceptionRepository.Entry(dub, unknown, seven)));

        assertThat(receptions.of(List.of(dub))).isEqualTo(Map.of(dub, new Reception(14, 0, 0, 0)));
    }

    @Test
    void a_recount_that_broke_off_is_not_taken_for_one() {
        var ahead = Clock.offset(world.clock(), Duration.ofDays(30));
        var day = LocalDate.ofInstant(ahead.instant(), ZoneOffset.UTC).minusDays(3);
        var failing = new MemoryWarehouse();
        var job = new RecountReceptions(failing, book, rows, ahead, new SimpleMeterRegistry());
        var before = rows.recountedAt();

        for (var failure : List.of(new EngineAway("The warehouse"), new TooMuch())) {
            failing.answers.add(() -> answer(List.of(day.toString())));
            failing.answers.add(() -> {
                throw failure;
            });
            job.run();
            assertThat(failing.answers).isEmpty();
            assertThat(rows.recountedAt()).isEqualTo(before);
        }
        failing.answers.add(() -> answer(List.of(day.toString())));
        job.run();

        assertThat(rows.recountedAt()).isNotEqualTo(before);
    }

    private static final class TooMuch extends Refusal {
        TooMuch() {
            super(Kind.INVALID, "query_timeout", "It took longer than that");
        }
    }

    private static Answer answer(List<@Nullable String> row) {
        return new Answer(List.of(), List.of(row), true);
    }

    private void countEverything() {
        pipeline.settle(PATIENCE);
        flush.run();
        world.settle();
    }

    private static Map<String, Object> play(String dub, String context) {
        return Sent.event("play_started", Map.of("dub_id", dub, "context", context));
    }

    /** As it is when it was opened by itself. */
    private static Map<String, Object> ended(Person viewer, String dub, double part) {
        var shown = viewer.gets("/v1/dubs/" + dub).jsonPath();
        return ended(dub, shown.getString("context"), Math.round(part * shown.getInt("duration_ms")));
    }

    private static Map<String, Object> ended(String dub, String context, long millis) {
        return Sent.event("play_ended", Map.of("dub_id", dub, "watched_ms", millis, "context", context));
    }

    private ValidatableResponse sends(Person person, Object... events) {
        return person.request()
                .body(Sent.batch(events))
                .post("/v1/events")
                .then()
                .statusCode(202);
    }

    private List<List<String>> ask(String question) {
        return warehouse.ask(question, 100, PATIENCE).rows().stream()
                .map(row -> row.stream().map(String::valueOf).toList())
                .toList();
    }
}
