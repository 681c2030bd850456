package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.analytics.SimulatedPhone.Manners;
import io.overdub.kernel.EngineAway;
import io.overdub.world.StoppedClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/**
 * Half an hour with phones of all manners, ten minutes of it without some engine, second by second by a clock of its own. The engines are of
 * memory, so that they can go away; what stands between them is ours.
 */
@QuarkusTest
class OutageTest {

    private static final int PHONES = 60;
    private static final int OUTAGE_BEGINS = 300;
    private static final int OUTAGE_ENDS = 900;
    private static final int PEOPLE_LEAVE = 1_200;
    private static final int END = 1_800;
    /** As the worker of a stage does. */
    private static final int REST_AFTER_FAILURE = 2;

    private static final int TURNS_OF_THE_OUTAGE = (OUTAGE_ENDS - OUTAGE_BEGINS) / REST_AFTER_FAILURE;

    @Inject
    Stages stages;

    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-02-01T00:00:00Z"));
    private final MemoryStream stream = new MemoryStream();
    private final MemoryQueue queue = new MemoryQueue();
    private final MemoryWarehouse warehouse = new MemoryWarehouse();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Random chance = new Random(5);
    private final List<SimulatedPhone> phones = new ArrayList<>();
    /** How often phones of good manners tried to send, second by second. */
    private final List<Integer> tries = new ArrayList<>();

    private int restsUntil;
    private int failedTurns;

    @Test
    void without_the_warehouse_all_is_taken_in_and_loaded_in_its_order_once_it_is_back() {
        live(second -> {
            warehouse.away = second >= OUTAGE_BEGINS && second < OUTAGE_ENDS;
            if (second == OUTAGE_ENDS) {
                assertThat(queue.depth().waiting()).isGreaterThan(20 * Loading.FULL);
            }
            if (second == OUTAGE_ENDS + 10) {
                assertThat(queue.depth().waiting()).isLessThan(Loading.FULL);
            }
        });

        assertThat(turnedAway()).isZero();
        all_that_was_acknowledged_is_in_the_warehouse_once();
        // One try a turn, and none of them lost a message.
        assertThat(warehouse.refusals).isEqualTo(failedTurns).isGreaterThan(TURNS_OF_THE_OUTAGE * 9 / 10);
        assertThat(warehouse.received).isSorted();
    }

    @Test
    void without_the_stream_phones_keep_what_they_have_and_do_not_come_back_all_at_once() {
        live(second -> stream.away = second >= OUTAGE_BEGINS && second < OUTAGE_ENDS);

        assertThat(turnedAway()).isPositive();
        all_that_was_acknowledged_is_in_the_warehouse_once();
        var good = of(Manners.GOOD).size();
        assertThat(sum(tries.subList(OUTAGE_ENDS - 300, OUTAGE_ENDS))).isLessThan(4 * good);
        assertThat(tries.subList(OUTAGE_ENDS, OUTAGE_ENDS + 300)).allMatch(inOneSecond -> inOneSecond <= good / 5);
    }

    private void all_that_was_acknowledged_is_in_the_warehouse_once() {
        assertThat(phones).allMatch(SimulatedPhone::hasSentAll);
        var acknowledged = new HashSet<UUID>();
        phones.forEach(phone -> acknowledged.addAll(phone.acknowledged()));
        assertThat(warehouse.ids).hasSameSizeAs(acknowledged);
        assertThat(new HashSet<>(warehouse.ids)).isEqualTo(acknowledged);
    }

    private void live(IntConsumer weather) {
        for (var number = 0; number < PHONES; number++) {
            var bad = Manners.values()[1 + number / 8 % 3];
            phones.add(new SimulatedPhone(number % 8 == 7 ? bad : Manners.GOOD, number));
        }
        var intake =
                stages.intake(stream, new IntakeLimits(1_000_000, 10, Duration.ofSeconds(30), 1_000), clock, meters);
        var aggregation = stages.aggregation(stream, queue, clock, meters);
        var loading = stages.loading(queue, warehouse, clock, meters);
        for (var second = 0; second < END; second++) {
            clock.advance(Duration.ofSeconds(1));
            weather.accept(second);
            for (var phone : phones) {
                phone.lives(clock.instant(), body -> answer(intake, body), second < PEOPLE_LEAVE);
            }
            tries.add(
                    of(Manners.GOOD).stream().mapToInt(SimulatedPhone::attempts).sum());
            aggregate(aggregation);
            load(loading, second);
        }
        loading.stop();
    }

    /** One answer in twenty gets lost. */
    private Receipt answer(Intake intake, byte[] body) {
        var receipt = intake.take(body, null, "203.0.113.77");
        if (chance.nextInt(20) == 0) {
            throw new EngineAway("The network");
        }
        return receipt;
    }

    private static void aggregate(Aggregation aggregation) {
        try {
            aggregation.turn();
        } catch (EngineAway e) {
            // It comes again in the next second.
        }
    }

    private void load(Loading loading, int second) {
        if (second < restsUntil) {
            return;
        }
        try {
            while (loading.turn() >= Loading.FULL) {
                continue;
            }
        } catch (EngineAway e) {
            failedTurns++;
            restsUntil = second + REST_AFTER_FAILURE;
        }
    }

    private List<SimulatedPhone> of(Manners manners) {
        return phones.stream().filter(phone -> phone.manners() == manners).toList();
    }

    private double turnedAway() {
        return meters.counter("overdub.analytics.events.turned.away").count();
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }
}
