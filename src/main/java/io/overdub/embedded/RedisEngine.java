package io.overdub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Redis as a daemon. The library only carries the program: its own hook would stop Redis before Quarkus has drained. */
final class RedisEngine implements Engine {

    private static final Duration LOADED_WITHIN = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final String password;

    private RedisEngine(Path folder, int port, String password) {
        this.folder = folder;
        this.port = port;
        this.password = password;
    }

    static RedisEngine start(DataFolder folder, EngineSettings settings, IntSupplier ports) {
        stopLeftover(folder.path());
        var data = data(folder.path());
        var password = folder.secret("redis.password");
        try {
            Files.createDirectories(data);
            var program = program(settings.programs());
            var port = FreePort.first(
                    ports, candidate -> listens(program, data, conf(data, candidate, password, settings)));
            return new RedisEngine(folder.path(), port, password);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start Redis in " + data, e);
        }
    }

    static void stopLeftover(Path folder) {
        ChildProcess.stopLeftovers(folder, List.of("redis-server"));
        ChildProcess.forgetStranger(pidFile(data(folder)));
    }

    @Override
    public String address() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    @Override
    public void stop() {
        ChildProcess.pid(pidFile(data(folder))).flatMap(ProcessHandle::of).ifPresent(ChildProcess::stop);
    }

    @Override
    public String toString() {
        return "Redis on 127.0.0.1:" + port;
    }

    /** The name in the jar carries the version. */
    private static Path program(Path programs) throws IOException {
        var system = OsArchitecture.detectOSandArchitecture();
        var packed = ExecutableProvider.newProvidedVersionsMap().get(system);
        if (packed == null) {
            throw new IllegalStateException("No embedded Redis for " + system.os + " " + system.arch + ": configure "
                    + EmbeddedConfigSource.REDIS_HOSTS);
        }
        var program = programs.resolve(packed.substring(1));
        if (!Files.exists(program)) {
            Files.createDirectories(programs);
            var draft = Files.createTempFile(programs, "redis", ".draft");
            try (var content = ExecutableProvider.class.getResourceAsStream(packed)) {
                Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }

    /** With {@code set-proc-title} on, the command line would no longer tell whose Redis it is. */
    private static String conf(Path data, int port, String password, EngineSettings settings) {
        return String.join(
                "\n",
                "bind 127.0.0.1",
                "port " + port,
                "requirepass " + password,
                "daemonize yes",
                "set-proc-title no",
                "dir \"" + data + "\"",
                "pidfile \"" + pidFile(data) + "\"",
                "logfile \"" + log(data) + "\"",
                "save \"\"",
                "appendonly " + (settings.durable() ? "yes" : "no"),
                "");
    }

    private static boolean listens(Path program, Path data, String conf) {
        ChildProcess.delete(log(data));
        var file = data.resolve("redis.conf");
        try {
            Files.writeString(file, conf);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
        if (!ChildProcess.run(data.resolve("start.log"), List.of(program.toString(), file.toString()))) {
            throw failure(data, ChildProcess.lastWords(data.resolve("start.log")));
        }
        return becomesReady(data);
    }

    /** The daemon leaves its parent before it listens, so only its log tells how that went. */
    private static boolean becomesReady(Path data) {
        var deadline = System.nanoTime() + LOADED_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            var words = ChildProcess.lastWords(log(data));
            if (words.contains("Ready to accept connections")) {
                return true;
            }
            if (words.contains("Address already in use")) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw failure(data, ChildProcess.lastWords(log(data)));
    }

    private static IllegalStateException failure(Path data, String reason) {
        return new IllegalStateException("Redis does not start in " + data + ". It said:\n" + reason);
    }

    private static Path data(Path folder) {
        return folder.resolve("redis");
    }

    private static Path pidFile(Path data) {
        return data.resolve("redis.pid");
    }

    private static Path log(Path data) {
        return data.resolve("redis.log");
    }
}
