package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Two processes over the same engines: what is said to one of them holds on the other, and a release, in which one after the other is told to
 * stop and started anew while people use the app, is noticed by nobody: {@code -Drestarts.times=20 -Drestarts.rate=500} is the whole of that.
 * By the clock, so nothing else runs beside.
 */
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesIT {

    private static final String PASSWORD = "a long enough password";
    private static final Duration EVERYWHERE_WITHIN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHANGES = 5;

    /** What is said of pushes to many holds everywhere after so long. */
    private static final Duration IN_FORCE_WITHIN = Duration.ofSeconds(2);

    private static final int PEOPLE = 3;
    private static final int CAMPAIGNS = 4;

    private static final int TIMES = Integer.getInteger("restarts.times", 2);
    private static final int RATE = Integer.getInteger("restarts.rate", 60);
    /** Of so many reads one may meet a connection that just closes. */
    private static final int MOST_BREAK_ONE_IN = 500;

    private static final Duration BETWEEN = Duration.ofMillis(500);

    /** What production has, which the demo does without. */
    private static final Map<String, String> AS_IN_PRODUCTION = Map.of("QUARKUS_SHUTDOWN_DELAY", "3S");

    private final Path folder = Path.of("target", "two-processes-" + System.nanoTime());
    private EnginesBeside engines;
    private PackagedApp here;
    private PackagedApp there;
    private String quote;

    @BeforeAll
    void start() throws Exception {
        engines = EnginesBeside.start(folder);
        var settings = new LinkedHashMap<>(engines.settings());
        settings.putAll(AS_IN_PRODUCTION);
        here = new PackagedApp(folder.resolve("here"), settings);
        there = new PackagedApp(folder.resolve("there"), settings);
        here.start();
        there.start();
        quote = KillIT.quote(here.address());
    }

    @AfterAll
    void stop() {
        there.close();
        here.close();
        engines.close();
    }

    @Test
    void a_formula_saved_on_one_process_ranks_on_another_within_five_seconds() throws Exception {
        var author = new StubbornPhone(here.address());
        author.signsUp("an.author", PASSWORD);
        var plain = author.publishes(quote);
        var loved = author.publishes(quote);
        var reader = new StubbornPhone(there.address());
        reader.signsUp("a.reader", PASSWORD);
        reader.puts("/v1/dubs/" + loved + "/like").expecting(204);
        var admin = new StubbornPhone(here.address());
        admin.signsIn("admin", "overdub-demo-staff");
        assertThat(ranker(reader)).isEqualTo(1);

        for (var change = 0; change < CHANGES; change++) {
            var upwards = change % 2 == 0;
            var version = saves(admin, upwards ? "likes" : "0 - likes");

            var took = untilRankedBy(reader, version);

            System.out.printf("version %d ranks on the other process after %d ms%n", version, took.toMillis());
            assertThat(took).isLessThan(EVERYWHERE_WITHIN);
            assertThat(order(reader))
                    .filteredOn(List.of(plain, loved)::contains)
                    .containsExactlyElementsOf(upwards ? List.of(loved, plain) : List.of(plain, loved));
        }
        admin.posts("/v1/admin/ranking/for-you/restore", Map.of("version", 1)).expecting(200);
        assertThat(untilRankedBy(reader, 1)).isLessThan(EVERYWHERE_WITHIN);
    }

    /**
     * Of four campaigns at a dial that stands still each process has some in hand, three at the most, and whatever is said of them to one
     * process is said to the other, too. At one push a second a part of 20 has its turn 20 s after the one before.
     */
    @Test
    void the_dial_a_pause_and_a_cancellation_hold_on_both_processes_within_two_seconds() {
        var desk = new PushDesk(here.address());
        var other = new PushDesk(there.address());
        desk.gathers(PEOPLE, "twice");
        desk.dials(0);
        var campaigns =
                Stream.generate(() -> desk.sends("twice")).limit(CAMPAIGNS).toList();
        pause(IN_FORCE_WITHIN);
        assertThat(sum(desk, campaigns, "delivered")).isZero();
        other.dials(1);
        await(() -> sum(desk, campaigns, "delivered") > 0);

        campaigns.forEach(campaign -> desk.turns(campaign, "paused"));
        pause(IN_FORCE_WITHIN);
        var before = sum(desk, campaigns, "delivered");
        other.dials(1_000_000);
        pause(Duration.ofSeconds(1));
        assertThat(sum(desk, campaigns, "delivered")).isEqualTo(before);

        desk.dials(1);
        campaigns.forEach(campaign -> other.turns(campaign, "running"));
        await(() -> sum(desk, campaigns, "delivered") > before);
        var cancelled = campaigns.subList(1, CAMPAIGNS);
        cancelled.forEach(campaign -> other.turns(campaign, "cancelled"));
        var over = await(() -> sum(desk, cancelled, "waiting") == 0);
        assertThat(desk.number(campaigns.get(0), "waiting")).isPositive();
        other.dials(1_000_000);
        var faster = await(() -> desk.number(campaigns.get(0), "waiting") == 0);

        System.out.printf("cancelled everywhere after %d ms, faster after %d ms%n", over.toMillis(), faster.toMillis());
        assertThat(over).isLessThan(IN_FORCE_WITHIN);
        assertThat(faster).isLessThan(IN_FORCE_WITHIN);
        assertThat(desk.number(campaigns.get(0), "delivered")).isEqualTo(PEOPLE * PushDesk.PHONES);
        assertThat(sum(desk, campaigns, "delivered") + sum(desk, campaigns, "suppressed"))
                .isEqualTo(CAMPAIGNS * PEOPLE * PushDesk.PHONES);
    }

    @Test
    void nobody_notices_that_every_process_is_started_anew() throws Exception {
        var apps = List.of(here, there);
        try (var balancer = new Balancer(apps)) {
            var author = new StubbornPhone(balancer.address());
            author.signsUp("a.steady.author", PASSWORD);
            var dub = author.publishes(quote);
            var visitors = new Visitors(
                    balancer.address(),
                    List.of(
                            Visitors.Question.ofStranger("/v1/dubs/" + dub),
                            Visitors.Question.ofStranger("/v1/quotes?limit=20"),
                            Visitors.Question.ofReader("/v1/dubs/" + dub),
                            Visitors.Question.ofReader("/v1/feeds/home")),
                    dub,
                    author.token());
            var tally = visitors.count();
            var load = new OpenLoad(RATE, visitors::begin);
            try {
                for (var restart = 0; restart < TIMES; restart++) {
                    LockSupport.parkNanos(BETWEEN.toNanos());
                    var app = apps.get(restart % apps.size());
                    var begun = System.nanoTime();
                    app.stop();
                    var stopped = System.nanoTime();
                    app.start();
                    System.out.printf(
                            "restart %d of %d: stopped after %.1f s, ready after %.1f s more; %d requests, not answered: %s; %d comments to repeat%n",
                            restart + 1,
                            TIMES,
                            (stopped - begun) / 1e9,
                            (System.nanoTime() - stopped) / 1e9,
                            tally.asked(),
                            tally.misses(),
                            visitors.repeated());
                }
            } finally {
                load.end();
            }
            tally.awaitAll();
            visitors.fallSilent();

            System.out.printf(
                    "%d requests, %d answered, %d after their connection broke, %d ms for 99 %%, %d comments, %d of them repeated, not answered: %s%n",
                    tally.asked(),
                    tally.answered(),
                    visitors.askedAgain(),
                    tally.within(99).toMillis(),
                    visitors.acknowledged().size(),
                    visitors.repeated(),
                    tally.misses());
            assertThat(tally.misses()).isEmpty();
            assertThat(visitors.askedAgain()).isLessThanOrEqualTo(tally.asked() / MOST_BREAK_ONE_IN);
            assertThat(visitors.repeated()).isZero();
            assertThat(visitors.found(author)).containsExactlyInAnyOrderElementsOf(visitors.acknowledged());
        }
    }

    private static int sum(PushDesk desk, List<String> campaigns, String what) {
        return campaigns.stream()
                .mapToInt(campaign -> desk.number(campaign, what))
                .sum();
    }

    /** How long it took. */
    private static Duration await(BooleanSupplier truth) {
        var begun = System.nanoTime();
        while (!truth.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
            pause(Duration.ofMillis(20));
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private static int saves(StubbornPhone admin, String score) {
        var draft = Map.of("formula", Map.of("score", score, "defaults", Map.of("likes", 0)), "note", "a trial");
        return admin.puts("/v1/admin/ranking/for-you", draft)
                .expecting(200)
                .body()
                .path("version")
                .asInt();
    }

    /** Since the answer to whoever saved it. */
    private static Duration untilRankedBy(StubbornPhone reader, int version) {
        return await(() -> ranker(reader) == version);
    }

    private static int ranker(StubbornPhone reader) {
        return reader.gets("/v1/feeds/for-you")
                .expecting(200)
                .body()
                .at("/items/0/ranker/version")
                .asInt();
    }

    private static List<String> order(StubbornPhone reader) {
        var ids = new ArrayList<String>();
        reader.gets("/v1/feeds/for-you")
                .expecting(200)
                .body()
                .path("items")
                .forEach(item -> ids.add(item.at("/dub/id").asText()));
        return ids;
    }
}
