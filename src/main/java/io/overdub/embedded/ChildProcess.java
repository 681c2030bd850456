package io.overdub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Other programs: run to their end, found again by their pid file, stopped. */
final class ChildProcess {

    private static final Logger LOG = Logger.getLogger(ChildProcess.class);
    private static final int TELLING_CHARS = 2_000;

    private ChildProcess() {}

    /**
     * Runs a program to its end. Its output goes to a file, not a pipe: a daemon that it leaves behind would hold the pipe.
     *
     * @return whether it succeeded
     */
    static boolean run(Path output, List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            return process.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + command.get(0), e);
        }
    }

    /** The end of a log, for a message. */
    static String lastWords(Path log) {
        try {
            var text = Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
            return text.substring(Math.max(0, text.length() - TELLING_CHARS));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log, e);
        }
    }

    /** Stops the daemon that a killed run left in a folder. */
    static void stopLeftover(Path pidFile, String program, Path folder) {
        var pid = pid(pidFile);
        if (pid.isEmpty() || ProcessHandle.of(pid.get()).isEmpty()) {
            return;
        }
        var leftover = ProcessHandle.of(pid.get()).filter(process -> isOurs(process, program, folder));
        if (leftover.isPresent()) {
            LOG.infof("Stopping %s (process %d), left in %s by a killed run", program, pid.get(), folder);
            stop(leftover.get());
        } else {
            // The number went to a stranger, whom PostgreSQL would take for its own predecessor.
            delete(pidFile);
        }
    }

    static void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("Killing process %d, which does not stop", process.pid());
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    static Optional<Long> pid(Path pidFile) {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,10}"))
                    .map(Long::valueOf);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + pidFile, e);
        }
    }

    static void delete(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + log, e);
        }
    }

    private static boolean isOurs(ProcessHandle process, String program, Path folder) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(program) && line.contains(folder.toString()))
                .isPresent();
    }
}
