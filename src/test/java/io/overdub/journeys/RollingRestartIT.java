package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A release: one process after the other is told to stop and started anew, while people use the app.
 * {@code -Drestarts.times=20 -Drestarts.rate=500} is the whole of it. By the clock, so nothing else runs beside.
 */
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollingRestartIT {

    private static final int TIMES = Integer.getInteger("restarts.times", 2);
    private static final int RATE = Integer.getInteger("restarts.rate", 60);
    /** Of so many reads one may meet a connection that just closes. */
    private static final int MOST_BREAK_ONE_IN = 500;

    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final String PASSWORD = "a long enough password";

    /** What production has, which the demo does without. */
    private static final Map<String, String> AS_IN_PRODUCTION = Map.of("QUARKUS_SHUTDOWN_DELAY", "3S");

    private final Path folder = Path.of("target", "rolling-restart-" + System.nanoTime());
    private EnginesBeside engines;
    private List<PackagedApp> apps;

    @BeforeAll
    void start() throws Exception {
        engines = EnginesBeside.start(folder);
        var settings = new LinkedHashMap<>(engines.settings());
        settings.putAll(AS_IN_PRODUCTION);
        apps = List.of(
                new PackagedApp(folder.resolve("one"), settings), new PackagedApp(folder.resolve("other"), settings));
        for (var app : apps) {
            app.start();
        }
    }

    @AfterAll
    void stop() {
        apps.forEach(PackagedApp::close);
        engines.close();
    }

    @Test
    void nobody_notices_that_every_process_is_started_anew() throws Exception {
        try (var balancer = new Balancer(apps)) {
            var quote = KillIT.quote(balancer.address());
            var author = new StubbornPhone(balancer.address());
            author.signsUp("an.author", PASSWORD);
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
}
