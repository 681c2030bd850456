package io.overdub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Other programs: run to their end, found again, stopped. */
final class ChildProcess {

    private static final Logger LOG = Logger.getLogger(ChildProcess.class);
    private static final int TELLING_CHARS = 2_000;
    private static final Duration A_MOMENT = Duration.ofMillis(100);

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

    /**
     * Stops what a killed run left at work on a folder. Found by what they are and what they were told: a daemon writes its number late,
     * and a program that was under way, such as the one that starts a daemon, nowhere.
     */
    static void stopLeftovers(Path folder, List<String> programs) {
        for (var left = leftovers(folder, programs); !left.isEmpty(); left = leftovers(folder, programs)) {
            left.forEach(process -> {
                LOG.infof("Stopping process %d, left in %s by a killed run", process.pid(), folder);
                stop(process);
            });
            // One of them may just have begun another.
            LockSupport.parkNanos(A_MOMENT.toNanos());
        }
    }

    private static List<ProcessHandle> leftovers(Path folder, List<String> programs) {
        var told = Pattern.compile("[\\s\"'=]" + Pattern.quote(folder + "/"));
        return ProcessHandle.allProcesses()
                .filter(process -> isOneOf(programs, process.info()))
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> told.matcher(line).find())
                        .isPresent())
                .toList();
    }

    private static boolean isOneOf(List<String> programs, ProcessHandle.Info process) {
        var file =
                process.command().map(command -> Path.of(command).getFileName().toString());
        return file.filter(name -> programs.stream().anyMatch(name::startsWith)).isPresent();
    }

    /** A number that went to a stranger since: PostgreSQL would take that one for its own predecessor. */
    static void forgetStranger(Path pidFile) {
        if (pid(pidFile).flatMap(ProcessHandle::of).isPresent()) {
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
}
