package io.overdub.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process of its own that starts all engines over a folder, says so, and waits for its end. */
final class EngineChild {

    private EngineChild() {}

    public static void main(String[] arguments) throws IOException {
        var settings = EnginesIT.durable(Path.of(arguments[0]));
        Stream.of(EmbeddedConfigSource.JDBC_URL, EmbeddedConfigSource.REDIS_HOSTS, EmbeddedConfigSource.S3_ENDPOINT)
                .forEach(key -> EngineRoom.address(key, settings));
        System.out.println("ready");
        System.exit(System.in.read());
    }

    static Process start(Path folder, Path output) throws IOException {
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineChild.class.getName(),
                        folder.toString()))
                .redirectError(output.toFile())
                .start();
    }
}
