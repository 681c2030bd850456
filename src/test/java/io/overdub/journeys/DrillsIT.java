package io.overdub.journeys;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.journeys.EnginesBehindDoors.Dependency;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Engines die, hang, become slow or break their connections while people use the packaged app, which is a process of its own; what was
 * acknowledged is looked for afterwards. {@code -Ddrill.seconds=60 -Ddrill.rate=300 -Ddrill.faults=all} is the whole of it;
 * {@code -Ddrill.faults} may also name some: {@code "postgresql hangs,redis dies"}. By the clock, so nothing else runs beside.
 */
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillsIT {

    private static final Duration FAULT = Duration.ofSeconds(Integer.getInteger("drill.seconds", 3));
    private static final int RATE = Integer.getInteger("drill.rate", 40);
    private static final String FAULTS =
            System.getProperty("drill.faults", "postgresql breaks,redis and memcached dies,algolia slows");

    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final Duration BETWEEN_CUTS = Duration.ofMillis(250);

    /** When nothing was amiss for so long, nothing is. */
    private static final Duration CALM = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final double NEARLY_ALL = 99.9;

    private final Path folder = Path.of("target", "drills-" + System.nanoTime());
    private EnginesBehindDoors engines;
    private PackagedApp app;
    private String quote;

    enum Manner {
        DIES,
        HANGS,
        SLOWS,
        BREAKS
    }

    record Fault(Set<Dependency> engines, Manner manner) {

        static Stream<Fault> all() {
            var one = Stream.of(Dependency.values()).map(EnumSet::of);
            return Stream.concat(one, Stream.of(EnumSet.of(Dependency.REDIS, Dependency.MEMCACHED)))
                    .flatMap(engines -> Stream.of(Manner.values()).map(manner -> new Fault(engines, manner)));
        }

        /** Whether everything needs it, so that 503 is the best that there is to say. */
        boolean isOfTheTruth() {
            return engines.contains(Dependency.POSTGRESQL);
        }

        @Override
        public String toString() {
            return Stream.concat(
                            Stream.of(engines.stream().map(Enum::name).collect(joining(" and "))),
                            Stream.of(manner.name()))
                    .collect(joining(" "))
                    .toLowerCase(Locale.ROOT);
        }
    }

    @BeforeAll
    void start() throws Exception {
        engines = EnginesBehindDoors.open(folder);
        app = isLong()
                ? new PackagedApp(folder.resolve("app"), engines.settings(), List.of())
                : new PackagedApp(folder.resolve("app"), engines.settings());
        app.start();
        quote = KillIT.quote(app.address());
    }

    /** So that both compilers come to it, as where the app is run. */
    private static boolean isLong() {
        return FAULT.compareTo(LONG) >= 0;
    }

    /** Where there is no Memcached, nothing was started. */
    @AfterAll
    void stop() throws IOException {
        if (app != null) {
            app.close();
        }
        if (engines != null) {
            engines.close();
        }
    }

    @Test
    void whatever_is_away_people_read_and_nothing_acknowledged_is_lost() throws Exception {
        say("%d requests a second, each engine for %d s", RATE, FAULT.toSeconds());
        say(
                "| fault | reads | answered | told to come again | half within | 99 %% within | writes, lost | well after |");
        say("|---|---|---|---|---|---|---|---|");
        var wanted = Set.of(FAULTS.split(","));
        var faults = Fault.all()
                .filter(fault -> wanted.contains("all") || wanted.contains(fault.toString()))
                .toList();
        var checks = new SoftAssertions();
        for (var number = 0; number < faults.size(); number++) {
            drill(faults.get(number), "drill" + number, checks);
        }
        assertThat(faults).isNotEmpty();
        checks.assertAll();
    }

    private void drill(Fault fault, String name, SoftAssertions checks) throws Exception {
        try (var crowd = new Crowd(app.address(), quote, name, RATE)) {
            var before = crowd.visitors().count();
            await("a warm start", () -> before.answered() > 3 * RATE && isCalm(before.lastMiss()));

            var during = crowd.visitors().count();
            befalls(fault);
            var after = crowd.visitors().count();
            var ended = System.nanoTime();
            fault.engines.forEach(engine -> engines.door(engine).open());

            await("recovery", () -> isCalm(ended) && isCalm(after.lastMiss()) && during.isComplete());
            crowd.rests();
            after.awaitAll();
            KillIT.settle(app.address());
            var recovery = Duration.ofNanos(Math.max(0, after.lastMiss() - ended));
            var lost = crowd.lost();
            say(
                    "| %s | %d | %.2f %% | %.2f %% | %d ms | %d ms | %d, %d | %.1f s |",
                    fault,
                    during.asked(),
                    percent(during.answered(), during),
                    percent(during.refused(), during),
                    during.within(50).toMillis(),
                    during.within(99).toMillis(),
                    crowd.acknowledged(),
                    lost.size(),
                    recovery.toMillis() / 1e3);
            if (during.answered() < during.asked()) {
                say("  not answered: %s", during.misses());
            }

            checks.assertThat(lost)
                    .as("what was acknowledged and is lost: %s", fault)
                    .isEmpty();
            var enough = fault.isOfTheTruth() ? during.answered() + during.refused() : during.answered();
            checks.assertThat(percent(enough, during))
                    .as("reads that are answered: %s", fault)
                    .isGreaterThanOrEqualTo(NEARLY_ALL);
            checks.assertThat(recovery).as("recovery: %s", fault).isLessThan(RECOVERS_WITHIN);
        }
    }

    private void befalls(Fault fault) throws IOException {
        var end = System.nanoTime() + FAULT.toNanos();
        for (var engine : fault.engines) {
            var door = engines.door(engine);
            switch (fault.manner) {
                case DIES -> door.shut();
                case HANGS -> door.fallSilent();
                case SLOWS -> door.slow(SLOW);
                case BREAKS -> door.cut();
            }
        }
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_CUTS.toNanos());
            if (fault.manner == Manner.BREAKS) {
                fault.engines.forEach(engine -> engines.door(engine).cut());
            }
        }
    }

    private static boolean isCalm(long since) {
        return System.nanoTime() - since > CALM.toNanos();
    }

    private static double percent(int some, Tally all) {
        return 100.0 * some / Math.max(1, all.asked());
    }

    private static void await(String what, BooleanSupplier truth) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!truth.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time for %s", what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void say(String what, Object... values) {
        System.out.println(what.formatted(values));
    }
}
