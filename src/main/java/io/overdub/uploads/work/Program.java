package io.overdub.uploads.work;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A program of somebody else that reads what strangers sent. Runs as a child with little of our environment, for so long and no longer.
 * Safe for many threads.
 */
final class Program {

    private static final Logger LOG = Logger.getLogger(Program.class);

    /** Of what it complains about the end is kept: the reason stands there. */
    private static final int COMPLAINTS = 16 << 10;

    private static final int ANSWER = 256 << 10;

    /** Where to find programs and libraries; secrets in our environment are no business of a child that may be taken over. */
    private static final Set<String> NEEDED = Set.of("PATH", "LD_LIBRARY_PATH");

    /** What status a program has that a signal ended, or that hears of one and goes (255). */
    private static final Set<Integer> BY_SIGNAL = Set.of(132, 134, 135, 136, 137, 139, 143, 159, 255);

    /** Of those, what the kernel sends to whoever exceeds its CPU time or writes too much. */
    private static final Set<Integer> BY_LIMIT = Set.of(152, 153);

    private final List<String> command;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param command its name or path, behind the words that limit it */
    Program(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** How a run ended, and the end of what it had to say. */
    record Run(int status, String answer, String complaints) {

        boolean isFine() {
            return status == 0;
        }
    }

    /**
     * @param folder where it works
     * @throws GivenUp when it took more than it may have
     * @throws Crashed when another signal ended it
     * @throws NotNow when it does not start, or this was closed
     */
    Run run(Path folder, Duration patience, List<String> arguments) {
        var answer = folder.resolve("answer");
        var process = start(folder, answer, arguments);
        try {
            var complaints = new Tail(process.getErrorStream());
            complaints.start();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new GivenUp(Verdict.Unworkable.tooDemanding());
            }
            complaints.join();
            return ended(process.exitValue(), head(answer), complaints.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotNow("interrupted");
        } finally {
            process.destroyForcibly();
            running.remove(process);
        }
    }

    private Process start(Path folder, Path answer, List<String> arguments) {
        var words = new ArrayList<>(command);
        words.addAll(arguments);
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(answer.toFile());
        builder.environment().keySet().retainAll(NEEDED);
        try {
            var process = builder.start();
            running.add(process);
            // Whoever closes sees it among those that run, or is seen here.
            if (closed) {
                process.destroyForcibly();
            }
            return process;
        } catch (IOException e) {
            throw new NotNow("It does not start: " + e.getMessage());
        }
    }

    private Run ended(int status, String answer, String complaints) {
        if (closed) {
            throw new NotNow("this process stops");
        }
        if (complaints.contains("No space left on device")) {
            throw new NotNow("the disk is full");
        }
        if (BY_LIMIT.contains(status) || status != 0 && complaints.contains("Cannot allocate memory")) {
            throw new GivenUp(Verdict.Unworkable.tooDemanding());
        }
        if (BY_SIGNAL.contains(status)) {
            LOG.warnf("%s ended with status %d: %s", command, status, complaints);
            throw new Crashed("ended with status " + status);
        }
        return new Run(status, answer, complaints);
    }

    void close() {
        closed = true;
        running.forEach(Process::destroyForcibly);
    }

    private static String head(Path answer) {
        try (var bytes = Files.newInputStream(answer)) {
            return new String(bytes.readNBytes(ANSWER), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads all that comes, so that the child is never held up, and keeps the end. */
    private static final class Tail extends Thread {

        private final InputStream stream;
        private final StringBuilder kept = new StringBuilder();

        Tail(InputStream stream) {
            super("complaints");
            this.stream = stream;
            setDaemon(true);
        }

        @Override
        public void run() {
            var bytes = new byte[4 << 10];
            try (stream) {
                for (int read = stream.read(bytes); read >= 0; read = stream.read(bytes)) {
                    kept.append(new String(bytes, 0, read, ISO_8859_1));
                    kept.delete(0, Math.max(0, kept.length() - COMPLAINTS));
                }
            } catch (IOException e) {
                // It was killed while we read: there is no more to come.
                kept.append(' ').append(e.getMessage());
            }
        }

        /** When the thread has ended. */
        String text() {
            return kept.toString();
        }
    }
}
