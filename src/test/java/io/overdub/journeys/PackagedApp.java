package io.overdub.journeys;

import static java.util.Objects.requireNonNull;

import io.overdub.world.SteadyPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The app as it is shipped, in a process of its own with its own data or beside engines of others, on an address that stays the same. */
final class PackagedApp implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int port;
    private final Map<String, String> settings;
    private final List<String> options;
    private @Nullable Process process;

    PackagedApp(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /** One that is killed long before the second compiler would pay. */
    PackagedApp(Path folder, Map<String, String> settings) throws IOException {
        this(folder, settings, List.of("-XX:TieredStopAtLevel=1"));
    }

    /**
     * @param settings as variables; with the addresses of engines it starts none
     * @param options of Java
     */
    PackagedApp(Path folder, Map<String, String> settings, List<String> options) throws IOException {
        this.settings = settings;
        this.options = options;
        this.folder = folder.toAbsolutePath();
        this.port = SteadyPort.find();
        Files.createDirectories(folder);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Returns when it is ready for requests. */
    void start() throws IOException {
        process = launch();
        awaitReady(process);
    }

    /** Starts it and kills it so long after, whatever it is doing by then; false when it was ready for requests already. */
    boolean startAndKill(Duration after) throws IOException {
        process = launch();
        LockSupport.parkNanos(after.toNanos());
        var ready = isReady();
        kill();
        return !ready;
    }

    /** The engines at work on its data, without the children that PostgreSQL has for itself. */
    List<String> engines() {
        var running = ProcessHandle.allProcesses()
                .filter(other -> other.info()
                        .commandLine()
                        .filter(line -> line.contains(folder.resolve("data") + "/"))
                        .isPresent())
                .filter(other -> other.pid() != requireNonNull(process).pid())
                .toList();
        return running.stream()
                .filter(engine -> engine.parent().filter(running::contains).isEmpty())
                .map(engine -> engine.info().command().orElse("unknown"))
                .map(command -> Path.of(command).getFileName().toString())
                .toList();
    }

    /** As {@code kill -9} does it: nothing gets to say goodbye, and the engines are left behind. */
    void kill() {
        requireNonNull(process).destroyForcibly().onExit().join();
    }

    /** As a platform does it: told to stop, it has the time that it takes. */
    void stop() {
        var stopping = requireNonNull(process);
        stopping.destroy();
        stopping.onExit().orTimeout(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-Dquarkus.profile=demo",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Doverdub.embedded.directory=" + folder.resolve("data"),
                "-Daccounts.logins.per-network=1000000",
                "-Duploads.limits.daily-uploads=1000000",
                "-Duploads.limits.daily-bytes=1T"));
        command.addAll(1, options);
        for (var limit : List.of("read", "write", "auth")) {
            command.add("-Dedge.limits.classes." + limit + ".burst=1000000");
        }
        command.addAll(List.of("-jar", JAR.toString()));
        var app = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        app.environment().put("OVERDUB_EMBEDDED_SEED", "false");
        app.environment().put("UPLOADS_MEDIA_ADAPTER", "pass-through");
        app.environment().putAll(settings);
        return app.start();
    }

    private void awaitReady(Process process) {
        var deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The app does not start; " + log() + " tells why");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    boolean isReady() {
        var question = HttpRequest.newBuilder(address().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Leaves no process behind, also when the app was killed or never got ready; the log stays. */
    @Override
    public void close() {
        if (process != null) {
            try {
                stop();
            } catch (CompletionException stuck) {
                kill();
            }
        }
        Stream.of("postgres/postmaster.pid", "redis/redis.pid")
                .map(file -> folder.resolve("data").resolve(file))
                .filter(Files::exists)
                .flatMap(file -> ProcessHandle.of(firstNumber(file)).stream())
                .forEach(PackagedApp::stop);
        delete(folder.resolve("data"));
    }

    private static void stop(ProcessHandle engine) {
        engine.destroy();
        engine.onExit().orTimeout(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static long firstNumber(Path file) {
        try {
            return Long.parseLong(Files.readAllLines(file).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return folder.resolve("app.log");
    }
}
