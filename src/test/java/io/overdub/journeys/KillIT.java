package io.overdub.journeys;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.DemoMedia;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Kills the packaged app while people use it and while it starts, again and again, and then asks whether it has kept everything that it
 * said yes to. The moments come from a seed; {@code -Doverdub.kill.seed=…} chooses the same ones again.
 */
class KillIT {

    private static final int WRITERS = 8;
    private static final int KILLS = 3;
    private static final int SHORTEST_LIFE_MS = 1_000;
    private static final int LONGEST_LIFE_MS = 4_000;
    private static final int MOST_STARTS_IN_VAIN = 2;
    private static final long PATIENCE_SECONDS = 300;

    /** People with twenty phones each. */
    private static final int CROWD = 5;

    /** Pushes that may be repeated for each kill. */
    private static final int PART = 20;

    private final long seed = Long.getLong("overdub.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** How long the quickest start took. */
    private long startMs = Long.MAX_VALUE;

    private int startsInVain;

    @Test
    void nothing_acknowledged_is_lost_by_kills_at_work_or_while_starting() throws Exception {
        say("seed %d", seed);
        var threads = Executors.newFixedThreadPool(WRITERS);
        try (var app = new PackagedApp(Path.of("target", "kill-" + seed))) {
            killStart(app, LONGEST_LIFE_MS);
            start(app);
            var writers = writers(app.address());
            var campaign = sendsSlowly(app.address());

            killWhileTheyWrite(app, writers, threads);
            new PushDesk(app.address()).dials(1_000_000);
            settle(app.address());

            var unanswered = writers.stream().mapToInt(Writer::unanswered).sum();
            say(
                    "%d writes acknowledged, %d of them dubs; %d tries unanswered",
                    acknowledged(writers),
                    writers.stream().mapToInt(Writer::published).sum(),
                    unanswered);
            assertThat(unanswered).as("kills that interrupted somebody").isGreaterThan(KILLS);
            await(inParallel(writers, writer -> writer.findsEverything(writers), threads));
            everyPhoneGot(campaign, new PushDesk(app.address()));
            assertThat(startsInVain).as("kills of an app that was not ready").isPositive();
            assertThat(app.engines())
                    .as("what runs after all")
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith("postgres"))
                    .anyMatch(name -> name.startsWith("redis"));
            say("everything is there, once, after %d starts in vain", startsInVain);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A campaign, so slowly that it is under way at each kill. */
    private static String sendsSlowly(URI app) {
        var desk = new PushDesk(app);
        desk.gathers(CROWD, "crowd");
        desk.dials(1);
        return desk.sends("crowd");
    }

    /** Whoever takes up what a killed process held repeats the part that was under way, and no other. */
    private static void everyPhoneGot(String campaign, PushDesk desk) {
        var deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while (desk.number(campaign, "waiting") > 0) {
            assertThat(System.nanoTime()).as("time to send the rest").isLessThan(deadline);
            LockSupport.parkNanos(MILLISECONDS.toNanos(250));
        }
        var phones = CROWD * PushDesk.PHONES;
        var reached = desk.reached(campaign);
        say("%d phones got a campaign, %d pushes were repeated", phones, reached.size() - phones);
        assertThat(Set.copyOf(reached)).hasSize(phones);
        assertThat(reached).hasSizeLessThanOrEqualTo(phones + KILLS * PART);
        assertThat(desk.number(campaign, "delivered")).isEqualTo(phones);
    }

    private void killWhileTheyWrite(PackagedApp app, List<Writer> writers, ExecutorService threads) throws Exception {
        var enough = new AtomicBoolean();
        var running = inParallel(
                writers,
                writer -> {
                    writer.signsUp();
                    while (!enough.get()) {
                        writer.acts(writers);
                    }
                },
                threads);
        for (var kill = 1; kill <= KILLS; kill++) {
            letThemWrite(writers, running);
            app.kill();
            say("kill %d of %d", kill, KILLS);
            for (var inVain = 1 + random.nextInt(MOST_STARTS_IN_VAIN); inVain > 0; inVain--) {
                killStart(app, startMs);
            }
            start(app);
        }
        letThemWrite(writers, running);
        enough.set(true);
        await(running);
    }

    private void start(PackagedApp app) throws Exception {
        var begun = System.nanoTime();
        app.start();
        var took = NANOSECONDS.toMillis(System.nanoTime() - begun);
        startMs = Math.min(startMs, took);
        say("ready after %d ms", took);
    }

    private void killStart(PackagedApp app, long latestMs) throws Exception {
        var after = Duration.ofMillis(random.nextLong(latestMs));
        if (app.startAndKill(after)) {
            startsInVain++;
            say("killed while starting, after %d ms", after.toMillis());
        }
    }

    /** For a random time, and until something was acknowledged; ends early, and fails, when a writer does. */
    private void letThemWrite(List<Writer> writers, ExecutorCompletionService<Void> running) throws Exception {
        var wanted = acknowledged(writers) + WRITERS;
        do {
            var failed = running.poll(random.nextInt(SHORTEST_LIFE_MS, LONGEST_LIFE_MS), MILLISECONDS);
            if (failed != null) {
                failed.get();
            }
        } while (acknowledged(writers) < wanted);
    }

    private static int acknowledged(List<Writer> writers) {
        return writers.stream().mapToInt(Writer::acknowledged).sum();
    }

    private static ExecutorCompletionService<Void> inParallel(
            List<Writer> writers, Consumer<Writer> work, ExecutorService threads) {
        var running = new ExecutorCompletionService<Void>(threads);
        writers.forEach(writer -> running.submit(() -> work.accept(writer), null));
        return running;
    }

    private static void await(ExecutorCompletionService<Void> running) throws Exception {
        for (var done = 0; done < WRITERS; done++) {
            var next = running.poll(PATIENCE_SECONDS, SECONDS);
            assertThat(next).as("a writer that ends in time").isNotNull();
            next.get();
        }
    }

    private List<Writer> writers(URI app) {
        var quote = quote(app);
        var writers = new ArrayList<Writer>();
        for (var i = 0; i < WRITERS; i++) {
            writers.add(new Writer(app, "writer." + i, quote, new Random(seed + i)));
        }
        return writers;
    }

    /** By an editor whom the first admin has appointed. */
    static String quote(URI app) {
        var editor = new StubbornPhone(app);
        editor.signsUp("sound.editor", "a long enough password");
        var id = editor.gets("/v1/me").expecting(200).text("id");
        var admin = new StubbornPhone(app);
        admin.signsIn("admin", "overdub-demo-staff");
        admin.puts("/v1/admin/accounts/" + id + "/role", Map.of("role", "editor"))
                .expecting(204);
        editor.signsIn("sound.editor", "a long enough password");
        var sound = DemoMedia.SOUND.another();
        var upload =
                editor.uploads(sound, DemoMedia.SOUND.kind(), DemoMedia.SOUND.contentType(), DemoMedia.sha256(sound));
        var quote =
                Map.of("upload_id", upload, "title", "Nobody panic", "language", "en", "attribution", "Made for tests");
        return editor.posts("/v1/quotes", quote).expecting(201).text("id");
    }

    /** Until the outbox has handed everything over. */
    static void settle(URI app) throws Exception {
        var metrics = HttpRequest.newBuilder(app.resolve("/q/metrics")).build();
        var deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            var text = HttpClient.newHttpClient()
                    .send(metrics, HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(text).contains("overdub_outbox_waiting");
            if (text.lines().anyMatch(line -> line.matches("overdub_outbox_waiting(\\{.*})? 0(\\.0)?"))) {
                return;
            }
            assertThat(System.nanoTime()).as("time to settle").isLessThan(deadline);
            LockSupport.parkNanos(MILLISECONDS.toNanos(250));
        }
    }

    private static void say(String what, Object... values) {
        System.out.println("kill -9: " + what.formatted(values));
    }
}
