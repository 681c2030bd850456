package io.overdub.embedded;

import io.quarkus.runtime.Application;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The engines of this JVM. Answers are remembered in system properties and guarded by an interned string, since live
 * reload and test profiles put several copies of this class into one JVM.
 */
final class EngineRoom {

    private static final Logger LOG = Logger.getLogger(EngineRoom.class);
    private static final String MEMORY = "io.overdub.embedded.answer.";
    private static final Object ONE_PER_JVM = MEMORY.intern();

    /** A little more than what Quarkus' shutdown delay and timeout add up to. */
    private static final Duration QUARKUS_STOPS_WITHIN = Duration.ofSeconds(20);

    private static final List<Engine> ENGINES = new ArrayList<>();
    private static @Nullable DataFolder folder;
    private static boolean closed;

    private EngineRoom() {}

    static String secret(String key, EngineSettings settings) {
        return remembered(key, () -> folder(settings).secret(key));
    }

    static String address(String key, EngineSettings settings) {
        try {
            return remembered(key + copyOf(key), () -> started(key, settings).address());
        } catch (NoClassDefFoundError absent) {
            throw new IllegalStateException(
                    "The embedded engine's libraries are not (all) in this package: configure " + key, absent);
        }
    }

    /** The S3 store dies with its class loader, so each loader needs its own; the files behind them are the same. */
    private static String copyOf(String key) {
        return key.equals(EmbeddedConfigSource.S3_ENDPOINT) ? "@" + S3Engine.generation() : "";
    }

    private static String remembered(String key, Supplier<String> answer) {
        synchronized (ONE_PER_JVM) {
            var known = System.getProperty(MEMORY + key);
            if (known == null) {
                known = answer.get();
                System.setProperty(MEMORY + key, known);
            }
            return known;
        }
    }

    private static Engine started(String key, EngineSettings settings) {
        var since = System.nanoTime();
        var engine = start(key, folder(settings), settings);
        ENGINES.add(engine);
        var took = Duration.ofNanos(System.nanoTime() - since).toMillis();
        LOG.infof(
                "Embedded %s after %d ms, data in %s",
                engine, took, folder(settings).path());
        return engine;
    }

    private static Engine start(String key, DataFolder folder, EngineSettings settings) {
        return switch (key) {
            case EmbeddedConfigSource.JDBC_URL -> PostgresEngine.start(folder, settings, FreePort::find);
            case EmbeddedConfigSource.REDIS_HOSTS -> RedisEngine.start(folder, settings, FreePort::find);
            case EmbeddedConfigSource.S3_ENDPOINT -> S3Engine.start(folder, settings);
            default -> throw new IllegalArgumentException(key);
        };
    }

    private static DataFolder folder(EngineSettings settings) {
        if (closed) {
            throw new IllegalStateException("This process is stopping");
        }
        if (folder == null) {
            folder = DataFolder.hold(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(EngineRoom::stopAfterQuarkus, "embedded engines"));
        }
        return folder;
    }

    /** Hooks run side by side: without the wait, the database would be gone while Quarkus still answers requests. */
    private static void stopAfterQuarkus() {
        awaitQuarkus();
        synchronized (ONE_PER_JVM) {
            closed = true;
            ENGINES.forEach(EngineRoom::stop);
            if (folder != null) {
                folder.close();
            }
        }
    }

    private static void stop(Engine engine) {
        try {
            engine.stop();
        } catch (IllegalStateException | UncheckedIOException e) {
            LOG.warnf(e, "%s did not stop", engine);
        }
    }

    private static void awaitQuarkus() {
        var application = Application.currentApplication();
        if (application == null) {
            return;
        }
        var waiting = new Thread(application::awaitShutdown, "embedded engines wait for Quarkus");
        waiting.setDaemon(true);
        waiting.start();
        try {
            waiting.join(QUARKUS_STOPS_WITHIN.toMillis());
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }
}
