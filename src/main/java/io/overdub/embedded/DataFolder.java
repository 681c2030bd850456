package io.overdub.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The one place for what the engines keep: readable by its owner only, held by one process at a time. */
final class DataFolder implements Closeable {

    private static final String HELD = "io.overdub.embedded.held.";

    private final Path path;
    private final boolean fresh;
    /** Null in a later copy of this class, when an earlier one in the same JVM holds the folder. */
    private final @Nullable FileChannel lock;

    private DataFolder(Path path, boolean fresh, @Nullable FileChannel lock) {
        this.path = path;
        this.fresh = fresh;
        this.lock = lock;
    }

    /**
     * Holds the folder until the process ends.
     *
     * @throws IllegalStateException naming the folder and the process that holds it
     */
    static DataFolder hold(EngineSettings settings) {
        var path = settings.directory().toAbsolutePath().normalize();
        if (isHeldHere(path)) {
            return new DataFolder(path, settings.fresh(), null);
        }
        try {
            if (settings.fresh()) {
                sweepKilledRuns(Objects.requireNonNull(path.getParent()));
            }
            var lock = lock(path);
            if (lock == null) {
                throw new IllegalStateException(path + " is in use by " + holder(path)
                        + ". Stop that process, or name another folder with overdub.embedded.directory");
            }
            return new DataFolder(path, settings.fresh(), lock);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + path + " for the embedded engines", e);
        }
    }

    Path path() {
        return path;
    }

    /** A secret of this folder: made when first asked for, the same ever after. */
    String secret(String name) {
        var file = path.resolve("secrets.properties");
        try {
            var secrets = new Properties();
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    secrets.load(reader);
                }
            }
            if (secrets.getProperty(name) == null) {
                secrets.setProperty(name, DevelopmentSecrets.make(name));
                store(secrets, file);
            }
            return secrets.getProperty(name);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep secrets in " + file, e);
        }
    }

    /** What a killed run had not finished; its name begins so. */
    void deleteDrafts(String prefix) {
        try (var drafts = Files.newDirectoryStream(path, prefix + "*")) {
            for (var draft : drafts) {
                delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clean up " + path, e);
        }
    }

    @Override
    public void close() {
        if (lock == null) {
            return;
        }
        try {
            if (fresh) {
                delete(path);
            }
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot leave " + path, e);
        } finally {
            System.clearProperty(HELD + path);
        }
    }

    private static boolean isHeldHere(Path path) {
        return System.getProperty(HELD + path) != null;
    }

    /** The holder is named in a file of its own: closing any other handle on the locked file would free the lock. */
    private static @Nullable FileChannel lock(Path path) throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return null;
        }
        Files.writeString(
                path.resolve("holder"), Long.toString(ProcessHandle.current().pid()));
        System.setProperty(HELD + path, "");
        return channel;
    }

    private static String holder(Path path) throws IOException {
        return holderPid(path)
                .map(pid -> "process " + pid
                        + ProcessHandle.of(pid)
                                .flatMap(process -> process.info().command())
                                .map(command -> " (" + command + ")")
                                .orElse(""))
                .orElse("another process");
    }

    private static Optional<Long> holderPid(Path path) throws IOException {
        var file = path.resolve("holder");
        return Files.exists(file)
                ? Optional.of(Files.readString(file).strip())
                        .filter(text -> !text.isEmpty())
                        .map(Long::valueOf)
                : Optional.empty();
    }

    private static void store(Properties secrets, Path file) throws IOException {
        var draft = Files.createTempFile(file.getParent(), "secrets", ".draft");
        try (var writer = Files.newBufferedWriter(draft)) {
            secrets.store(writer, "Made for this folder; good for development only");
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A killed run can't clean up: the next one stops its engines and deletes its data. */
    private static void sweepKilledRuns(Path runs) throws IOException {
        Files.createDirectories(runs);
        try (var folders = Files.list(runs)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                var holder = holderPid(folder);
                if (holder.isPresent() && isGone(holder.get()) && !isHeldHere(folder)) {
                    PostgresEngine.stopLeftover(folder);
                    RedisEngine.stopLeftover(folder);
                    delete(folder);
                }
            }
        }
    }

    /** Our own number in a folder that we do not hold belonged to a dead process before us. */
    private static boolean isGone(long pid) {
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
