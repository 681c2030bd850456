package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.stream.Stream;
import io.overdub.analytics.stream.StreamRecord;
import io.overdub.analytics.warehouse.EventClass;
import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Source;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.Copies;
import io.overdub.kernel.Fact;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.overdub.world.StoppedClock;
import io.overdub.world.World;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a phone into the warehouse, whatever happens in between. */
@QuarkusTest
class PipelineTest {

    private static final IntakeLimits FULL = new IntakeLimits(1, 10, Duration.ofSeconds(1), 0);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MOST_ROWS = 100_000;

    private static final List<Death.Blow> BLOWS = List.of(
            Death.Blow.after(Stream.class, "take"),
            Death.Blow.before(Queue.class, "send"),
            Death.Blow.after(Queue.class, "send"),
            Death.Blow.before(Stream.class, "done"),
            Death.Blow.after(Stream.class, "done"),
            Death.Blow.after(Queue.class, "receive"),
            Death.Blow.before(Warehouse.class, "load"),
            Death.Blow.after(Warehouse.class, "load"),
            Death.Blow.before(Queue.class, "done"),
            Death.Blow.after(Queue.class, "done"));

    @Inject
    World world;

    @Inject
    Pipeline pipeline;

    @Inject
    Stages stages;

    @Inject
    Switches switches;

    @Inject
    Intake intake;

    @Inject
    Stream stream;

    @Inject
    Queue queue;

    @Inject
    Warehouse warehouse;

    @Inject
    Sql sql;

    @Inject
    QuarantineRepository quarantined;

    @Inject
    Ids ids;

    @Inject
    Copies copies;

    @Inject
    RecordEveryEvent chronicler;

    @Inject
    Quarantine quarantine;

    @Inject
    ExportRepository exports;

    @Test
    void what_a_phone_sends_can_be_asked_about() {
        var ada = world.person("ada");
        var dub = UUID.randomUUID().toString();
        var play = Sent.event("play_ended", Map.of("dub_id", dub, "watched_ms", 4_000, "length_ms", 5_000));

        ada.request().body(Sent.batch(play)).post("/v1/events").then().statusCode(202);
        pipeline.settle(PATIENCE);

        assertThat(rows("select name, version, source, person, country, platform, watched_ms from events where dub_id"
                        + " = '"
                        + dub + "'"))
                .containsExactly(List.of("play_ended", "2", "client", ada.id(), "DE", "ios", "4000"));
    }

    @Test
    void while_an_engine_is_away_nobody_says_that_nothing_waits() {
        var records = new MemoryStream();
        var clock = new StoppedClock(Instant.parse("2026-02-01T00:00:00Z"));
        var meters = new SimpleMeterRegistry();
        var operations = new Operations(records, queue, warehouse, quarantine, switches, exports, clock);
        operations.show(new StartupEvent(), meters);
        var waiting = meters.get("overdub.analytics.waiting").tag("stage", "aggregate");
        records.append(List.of(new StreamRecord("phone", "something")));
        assertThat(waiting.gauge().value()).isEqualTo(1);

        records.away = true;
        clock.advance(Duration.ofSeconds(5));

        assertThat(waiting.gauge().value()).isNaN();
        assertThat(meters.get("overdub.analytics.quarantined").gauge().value()).isNaN();
        // Gauges hold it weakly.
        Reference.reachabilityFence(operations);
    }

    @Test
    void who_asks_for_a_copy_gets_what_they_did_and_nobody_else_did() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        var play = Sent.event("play_ended", Map.of("dub_id", UUID.randomUUID().toString(), "watched_ms", 4_000));
        var wrong = "unheard_of_" + UUID.randomUUID().toString().replace("-", "");
        ada.request()
                .body(Sent.batch(play, Sent.event(wrong, Map.of())))
                .post("/v1/events")
                .then()
                .statusCode(202);
        bela.request().body(Sent.batch(Sent.opened())).post("/v1/events").then().statusCode(202);
        for (var batch = 0; batch < 11; batch++) {
            var some = java.util.stream.Stream.generate(Sent::opened).limit(500).toArray();
            ada.request().body(Sent.batch(some)).post("/v1/events").then().statusCode(202);
        }
        pipeline.settle(PATIENCE);

        var lines = new HashMap<String, List<String>>();
        copies.write(
                UUID.fromString(ada.id()),
                (name, json) ->
                        lines.computeIfAbsent(name, fresh -> new ArrayList<>()).add(json));

        var events = lines.get("analytics/event");
        assertThat(events)
                .filteredOn(line -> !line.contains("\"source\":\"server\""))
                .hasSize(5_501)
                .doesNotHaveDuplicates()
                .noneMatch(line -> line.contains(bela.id()))
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"event_id\":\"" + play.get("id") + "\"",
                                "\"watched_ms\":4000,",
                                "\"properties\":{\""));
        assertThat(lines.get("analytics/quarantined"))
                .singleElement()
                .asString()
                .contains(wrong)
                .doesNotContain("digest");
    }

    @Test
    void facts_of_all_rooms_flow_into_the_same_warehouse() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        var dub = ada.publishes(world.quote("Recorded"));
        bela.likes(dub);
        world.settle();
        pipeline.settle(PATIENCE);

        assertThat(rows("select source, account_id from events where name = 'dubs.like_set' and dub_id = '" + dub
                        + "'"))
                .containsExactly(List.of("server", bela.id()));
    }

    @Test
    void facts_of_who_opted_out_are_not_recorded_and_those_of_others_are() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        var dub = world.person("author").publishes(world.quote("Recorded"));
        ada.request()
                .body(Map.of("opted_out", true))
                .put("/v1/me/analytics")
                .then()
                .statusCode(200);
        ada.likes(dub);
        bela.likes(dub);
        world.settle();
        pipeline.settle(PATIENCE);

        assertThat(rows("select account_id from events where name = 'dubs.like_set' and dub_id = '" + dub + "'"))
                .containsExactly(List.of(bela.id()));
    }

    @Test
    void no_fact_of_others_tells_what_who_opted_out_does() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        ada.request()
                .body(Map.of("opted_out", true))
                .put("/v1/me/analytics")
                .then()
                .statusCode(200);
        world.settle();
        pipeline.settle(PATIENCE);
        var name = "notifications.push_" + UUID.randomUUID();
        var dub = UUID.randomUUID();
        var now = world.clock().instant();

        chronicler.record(List.of(
                new Fact(
                        now.toEpochMilli() << 10,
                        name,
                        "{\"to\":\"" + bela.id() + "\",\"actor\":\"" + ada.id() + "\",\"dub\":\"" + dub + "\"}",
                        now),
                new Fact(
                        (now.toEpochMilli() << 10) + 1,
                        name,
                        "{\"account\":\"" + bela.id() + "\",\"dub\":\"" + dub + "\",\"mentioned\":[\"" + ada.id()
                                + "\"]}",
                        now)));
        pipeline.settle(PATIENCE);

        assertThat(rows("select account_id, dub_id, properties from events where name = '" + name + "' order by 1"))
                .containsExactlyInAnyOrder(
                        List.of("null", dub.toString(), "{}"), List.of(bela.id(), dub.toString(), "{}"));
    }

    @Test
    void a_full_quarantine_drops_what_was_rejected_and_nothing_that_was_accepted() {
        var run = UUID.randomUUID().toString();
        var meters = new SimpleMeterRegistry();
        var full = new Quarantine(quarantined, FULL, ids, meters);
        var now = world.clock().instant();

        full.keep(List.of(
                new Quarantine.Poison("bad_name", "no", null, run + " rejected", new Sender(now, now, null, "", false)),
                Quarantine.Poison.of("refused_by_warehouse", "no", run + " accepted")));

        assertThat(sql.list(
                        "select body from analytics.quarantined where body like ?", row -> row.getString(1), run + "%"))
                .containsExactly(run + " accepted");
        assertThat(meters.counter("overdub.analytics.quarantine.dropped").count())
                .isOne();
    }

    @Test
    void while_the_queue_has_no_room_records_wait_in_the_stream_and_that_is_counted() {
        var meters = new SimpleMeterRegistry();
        var clock = new StoppedClock(Instant.parse("2026-02-01T00:00:00Z"));
        var records = new MemoryStream();
        var full = new MemoryQueue();
        var aggregation = stages.aggregation(records, full, clock, meters);
        records.append(List.of(new StreamRecord("x", "no line of ours " + UUID.randomUUID())));
        full.full = true;

        assertThat(aggregation.turn()).isZero();
        assertThat(records.standing().waiting()).isOne();
        assertThat(meters.counter("overdub.analytics.aggregation.held").count()).isOne();
        full.full = false;
        clock.advance(Duration.ofSeconds(5));

        assertThat(aggregation.turn()).isOne();
        assertThat(records.standing().waiting()).isZero();
    }

    @Test
    void a_stream_that_is_about_to_drop_what_nobody_read_takes_no_more() {
        var dropping = new MemoryStream();
        dropping.aboutToDrop = true;
        var turningAway = stages.intake(dropping, FULL, world.clock(), new SimpleMeterRegistry());
        var body = Sent.json(Sent.batch(Sent.event("play_started", Map.of())));

        assertThatThrownBy(() -> turningAway.take(body, null, "203.0.113.77")).isInstanceOf(IntakeFull.class);
    }

    @Test
    void every_valid_event_is_in_the_warehouse_once_and_the_poison_in_quarantine() {
        var traffic = new Traffic(20_000, 7);
        var death = new Death(BLOWS);
        pipeline.settle(PATIENCE);
        List.of(Stage.values()).forEach(stage -> switches.pause(stage, Erasures.NOBODY));
        try {
            traffic.flow(intake, spell -> {
                if (spell % 2 == 1) {
                    death.lurk();
                }
                work(death);
            });
        } finally {
            List.of(Stage.values()).forEach(switches::resume);
        }
        pipeline.settle(PATIENCE);

        assertThat(death.left()).isZero();
        var valid = traffic.valid();
        assertThat(rows("select count(*) from events where properties->>'code' = '" + traffic.run() + "'"))
                .containsExactly(List.of(Integer.toString(valid.size())));
        assertThat(idsInTheWarehouse(traffic)).isEqualTo(valid);
        assertThat(new HashSet<>(sql.list(
                        "select body::jsonb ->> 'id' from analytics.quarantined where body like ?",
                        row -> UUID.fromString(row.getString(1)),
                        "%" + traffic.run() + "%")))
                .isEqualTo(traffic.poison());
        assertThat(rows("select sum(events) from event_daily where name = 'error_shown'"))
                .isEqualTo(rows("select count(*) from events where name = 'error_shown'"));
    }

    /** So many at a time as an answer may have. */
    private Set<UUID> idsInTheWarehouse(Traffic traffic) {
        var ids = new HashSet<UUID>();
        var some = idsBetween(traffic.beforeAll(), traffic.afterAll());
        while (!some.isEmpty()) {
            ids.addAll(some);
            some = idsBetween(some.get(some.size() - 1), traffic.afterAll());
        }
        return ids;
    }

    private List<UUID> idsBetween(UUID after, UUID before) {
        return rows("select event_id from events where event_id > '" + after + "' and event_id < '" + before
                        + "' order by 1 limit " + MOST_ROWS)
                .stream()
                .map(row -> UUID.fromString(row.get(0)))
                .toList();
    }

    @Test
    void what_nobody_can_read_holds_up_nothing() {
        var dub = UUID.randomUUID().toString();
        var junk = "no line of ours " + dub;
        stream.append(List.of(new StreamRecord("x", junk)));
        queue.send(List.of(junk + " either"));
        send(List.of(Sent.event("play_started", Map.of("dub_id", dub))));
        pipeline.settle(PATIENCE);

        assertThat(rows("select 1 from events where dub_id = '" + dub + "'")).hasSize(1);
        assertThat(sql.list(
                        "select code from analytics.quarantined where body like ? order by code",
                        row -> row.getString(1),
                        junk + "%"))
                .containsExactly("unreadable_message", "unreadable_record");
    }

    /** A phone could say so once, and the engine cannot. */
    @Test
    void what_happened_in_a_year_that_no_engine_holds_holds_up_nothing() {
        var dub = UUID.randomUUID().toString();
        var good = Rows.write(row(dub, Instant.parse("2106-02-07T06:28:15Z")));
        var bad = Rows.write(row(dub, Instant.parse("+299999-01-01T00:00:00Z")));
        queue.send(List.of(bad + '\n' + good));
        pipeline.settle(PATIENCE);

        assertThat(rows("select year(claimed_at) from events where dub_id = '" + dub + "'"))
                .containsExactly(List.of("2106"));
        assertThat(sql.list("select code from analytics.quarantined where body = ?", row -> row.getString(1), bad))
                .containsExactly("unreadable_message");
    }

    private static EventRow row(String dub, Instant claimedAt) {
        var now = Instant.parse("2026-01-31T12:00:00Z");
        return new EventRow(
                UUID.randomUUID(),
                "play_started",
                1,
                Source.CLIENT,
                EventClass.PRODUCT,
                now,
                now,
                claimedAt,
                null,
                "phone-1",
                null,
                "DE",
                "de",
                "ios",
                "4.2.0",
                null,
                UUID.fromString(dub),
                null,
                null,
                null,
                null,
                null,
                false,
                "{}",
                "{}");
    }

    @Test
    void reading_the_stream_again_doubles_nothing() {
        var dub = UUID.randomUUID().toString();
        send(List.of(Sent.event("play_started", Map.of("dub_id", dub))));
        pipeline.settle(PATIENCE);

        stream.rewind(world.clock().instant().minus(Duration.ofDays(1)));
        assertThat(stream.standing().waiting()).isPositive();
        pipeline.settle(PATIENCE);

        assertThat(rows("select 1 from events where dub_id = '" + dub + "'")).hasSize(1);
        assertThat(stream.standing().waiting()).isZero();
    }

    private void send(List<Map<String, Object>> events) {
        var now = Instant.parse("2026-01-31T12:00:00Z");
        intake.take(Sent.json(Sent.batch(now, events)), null, "203.0.113.77");
    }

    /** Until nothing is left to do. Where some of them are killed others come, when what those had is over. */
    private void work(Death death) {
        var killed = true;
        while (killed) {
            try {
                settle(death);
                killed = false;
            } catch (Death.Killed e) {
                world.clock().advance(Duration.ofMinutes(2));
            }
        }
    }

    private void settle(Death death) {
        var meters = new SimpleMeterRegistry();
        var messages = death.over(Queue.class, queue);
        var aggregation = stages.aggregation(death.over(Stream.class, stream), messages, world.clock(), meters);
        var loading = stages.loading(messages, death.over(Warehouse.class, warehouse), world.clock(), meters);
        try {
            while (aggregation.turn() + loading.turn() > 0) {
                continue;
            }
        } finally {
            loading.stop();
        }
    }

    private List<List<String>> rows(String question) {
        return warehouse.ask(question, MOST_ROWS, PATIENCE).rows().stream()
                .map(row -> row.stream().map(String::valueOf).toList())
                .toList();
    }
}
