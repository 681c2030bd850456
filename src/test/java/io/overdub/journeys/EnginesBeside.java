package io.overdub.journeys;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** PostgreSQL, Redis and the store in a process of their own, for several apps at a time. */
final class EnginesBeside implements AutoCloseable {

    private static final Path PACKAGE = Path.of("target/quarkus-app");
    private static final long STOPS_WITHIN_SECONDS = 40;

    private final Process process;
    private final Map<String, String> settings;

    private EnginesBeside(Process process, Map<String, String> settings) {
        this.process = process;
        this.settings = Map.copyOf(settings);
    }

    /** Returns when they are ready; their data stays in the folder. */
    static EnginesBeside start(Path folder) throws IOException {
        Files.createDirectories(folder);
        var libraries = List.of(PACKAGE + "/app/*", PACKAGE + "/lib/boot/*", PACKAGE + "/lib/main/*");
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx300m",
                        "-cp",
                        String.join(":", libraries),
                        "io.overdub.embedded.EnginesAlone",
                        folder.resolve("data").toAbsolutePath().toString())
                .redirectError(folder.resolve("engines.log").toFile())
                .start();
        return new EnginesBeside(process, settings(process.inputReader(), folder));
    }

    /** Up to the empty line: {@code NAME='value'}. */
    private static Map<String, String> settings(BufferedReader said, Path folder) throws IOException {
        // The demo profile has keys of its own for the store that it would start itself.
        var settings = new LinkedHashMap<>(Map.of("QUARKUS_S3_AWS_CREDENTIALS_TYPE", "default"));
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.isEmpty()) {
                return settings;
            }
            var sign = line.indexOf("='");
            settings.put(line.substring(0, sign), line.substring(sign + 2, line.length() - 1));
        }
        throw new IllegalStateException("The engines do not start; " + folder + "/engines.log tells why");
    }

    /** What leads an app to them, as variables. */
    Map<String, String> settings() {
        return settings;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException stuck) {
            process.destroyForcibly().onExit().join();
        }
    }
}
