package io.overdub.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;

/** A node of Elasticsearch, once for all tests, of the smallest distribution that there is. The build writes down where that lies. */
public final class LocalElasticsearch {

    private static final Path ENGINES = Path.of("target/engines.classpath");
    private static final Path HOME = Path.of("target/elasticsearch").toAbsolutePath();
    private static final int LAST_WORDS = 30;

    private static final String SETTINGS = """
            network.host: 127.0.0.1
            http.port: %d
            transport.port: %d
            discovery.type: single-node
            xpack.security.enabled: false
            cluster.routing.allocation.disk.threshold_enabled: false
            path.data: %s
            """;

    private static final URI ADDRESS = start();

    private LocalElasticsearch() {}

    public static URI address() {
        return ADDRESS;
    }

    private static URI start() {
        try {
            var home = unpacked();
            var port = SteadyPort.find();
            Files.writeString(
                    home.resolve("config/elasticsearch.yml"),
                    SETTINGS.formatted(port, SteadyPort.find(), Files.createTempDirectory(HOME, "data")));
            var options = home.resolve("config/jvm.options");
            Files.writeString(
                    options,
                    Files.readString(options)
                            .replace("-XX:+UseG1GC", "-XX:+UseSerialGC")
                            .replaceAll("(?m)^-Xlog.*$", ""));
            var command = new ArrayList<String>();
            if (System.getProperty("user.name").equals("root")) {
                // Elasticsearch refuses root; to itself it is somebody else then.
                command.addAll(List.of("unshare", "-U", "--map-user=1000", "--map-group=1000"));
            }
            command.add(home.resolve("bin/elasticsearch").toString());
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("ES_JAVA_OPTS", "-Xms256m -Xmx512m -XX:TieredStopAtLevel=1");
            builder.environment().put("CLI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
            var process = builder.start();
            // The node ends with the program that started it.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            waitUntilReady(process);
            return URI.create("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new IllegalStateException("Elasticsearch does not start", e);
        }
    }

    private static void waitUntilReady(Process process) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        var last = new ArrayDeque<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains("] started {")) {
                var rest = new Thread(() -> lines.lines().forEach(unread -> {}), "elasticsearch-log");
                rest.setDaemon(true);
                rest.start();
                return;
            }
            last.add(line);
            if (last.size() > LAST_WORDS) {
                last.remove();
            }
        }
        throw new IOException(String.join("\n", last));
    }

    private static Path unpacked() throws IOException {
        var archive = Arrays.stream(Files.readString(ENGINES).strip().split(":"))
                .filter(path -> path.endsWith(".zip"))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new IOException("no Elasticsearch in " + ENGINES));
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                var file = HOME.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (!Files.exists(file) || entry.getName().contains("/config/")) {
                    Files.createDirectories(file.getParent());
                    try (var in = zip.getInputStream(entry)) {
                        Files.write(file, in.readAllBytes());
                    }
                    if (entry.getName().contains("/bin/")) {
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
        var name = archive.getFileName().toString();
        return HOME.resolve(name.substring(0, name.length() - ".zip".length()));
    }
}
