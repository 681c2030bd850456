package io.overdub.uploads.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where files lie while they are worked on: a folder of this process among the temporary ones, held by a lock, and in it one for each
 * order. A process that is killed leaves its folder behind, and loses the lock: that is how the next one knows that it may go.
 */
final class WorkFolders implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WorkFolders.class);
    private static final String PREFIX = "overdub-work-";
    private static final String LOCK = "held";
    private static final ProcessHandle PROCESS = ProcessHandle.current();
    private static final String OURS = PREFIX + PROCESS.pid() + "-";

    private final Path home;
    private final FileChannel lock;

    private WorkFolders(Path home, FileChannel lock) {
        this.home = home;
        this.lock = lock;
    }

    static WorkFolders open() {
        try {
            var folders = hold();
            while (!Files.exists(folders.home.resolve(LOCK))) {
                // Somebody who was clearing up took the lock first, and took it for an old one.
                folders = hold();
            }
            folders.removeLeftBehind();
            return folders;
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for temporary files", e);
        }
    }

    private static WorkFolders hold() throws IOException {
        var home = Files.createTempDirectory(OURS);
        var lock = FileChannel.open(home.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        return new WorkFolders(home, lock);
    }

    Path home() {
        return home;
    }

    /** A new one, for its owner only. */
    WorkFolder folder() {
        try {
            return new WorkFolder(Files.createTempDirectory(home, "order-"));
        } catch (IOException e) {
            throw new NotNow("There is no room for temporary files: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
            remove(home);
        } catch (IOException e) {
            LOG.infof("Leaving %s to the next start: %s", home, e.getMessage());
        }
    }

    /** Removed with all that is in it when it is closed. */
    record WorkFolder(Path path) implements AutoCloseable {

        @Override
        public void close() {
            try {
                remove(path);
            } catch (IOException e) {
                LOG.warnf("Leaving %s to the next start: %s", path, e.getMessage());
            }
        }
    }

    private void removeLeftBehind() throws IOException {
        var owner = Files.getOwner(home);
        try (var siblings = Files.newDirectoryStream(Objects.requireNonNull(home.getParent()), PREFIX + "*")) {
            for (var sibling : siblings) {
                if (Files.isDirectory(sibling, LinkOption.NOFOLLOW_LINKS)
                        && !isOurs(sibling)
                        && owner.equals(Files.getOwner(sibling, LinkOption.NOFOLLOW_LINKS))) {
                    removeIfDead(sibling);
                }
            }
        }
    }

    /**
     * Of this process, and not of one of the same number that ended before it began. Whoever only opens a file that their own process has locked
     * gives up that lock when they close it, as POSIX wants it: the folder would be a dead one to everybody else.
     */
    private static boolean isOurs(Path folder) throws IOException {
        return folder.getFileName().toString().startsWith(OURS)
                && PROCESS.info()
                        .startInstant()
                        .orElse(Instant.EPOCH)
                        .isBefore(Files.getLastModifiedTime(folder).toInstant());
    }

    /** One without a lock file is just being made. */
    private static void removeIfDead(Path folder) throws IOException {
        try (var held = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                var lock = tryLock(held)) {
            if (lock != null) {
                remove(folder);
                LOG.infof("Removed %s, which a process that was killed left behind", folder);
            }
        } catch (NoSuchFileException e) {
            LOG.debugf("%s is new or gone", folder);
        }
    }

    /** Null while somebody holds it, in this virtual machine too. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
