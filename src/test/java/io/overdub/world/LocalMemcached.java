package io.overdub.world;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A Memcached of this machine's own, that can be killed and frozen. */
public final class LocalMemcached implements AutoCloseable {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final List<String> command;
    private final Map<String, String> environment;
    private final int port;
    private Process process;

    private LocalMemcached(List<String> options, Map<String, String> environment) throws IOException {
        this.port = SteadyPort.find();
        this.environment = environment;
        this.command = Stream.concat(
                        Stream.of(
                                "memcached", "-u", "root", "-l", "127.0.0.1", "-U", "0", "-p", Integer.toString(port)),
                        options.stream())
                .toList();
        this.process = start();
    }

    /** Where it is missing, its tests are skipped: an installation without it is as good as any other. */
    public static LocalMemcached open() throws IOException {
        assumeInstalled("memcached");
        return new LocalMemcached(List.of(), Map.of());
    }

    /** One that asks for a name and a password. */
    public static LocalMemcached guarded(Path folder, String user, String password) throws IOException {
        assumeInstalled("memcached");
        assumeInstalled("saslpasswd2");
        var passwords = folder.resolve("sasldb2");
        Files.writeString(folder.resolve("memcached.conf"), """
                mech_list: plain
                pwcheck_method: auxprop
                auxprop_plugin: sasldb
                sasldb_path: %s
                """.formatted(passwords));
        var realm = InetAddress.getLocalHost().getHostName();
        var writing = new ProcessBuilder("saslpasswd2", "-p", "-c", "-f", passwords.toString(), "-u", realm, user)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var words = writing.getOutputStream()) {
            words.write(password.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        if (writing.onExit()
                        .orTimeout(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS)
                        .join()
                        .exitValue()
                != 0) {
            throw new IOException("saslpasswd2 did not keep the password");
        }
        return new LocalMemcached(List.of("-S"), Map.of("SASL_CONF_PATH", folder.toString()));
    }

    private static void assumeInstalled(String program) {
        assumeThat(Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, program))))
                .as("%s is on the path (Debian: apt-get install memcached sasl2-bin)", program)
                .isTrue();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** It accepts everything, answers nothing, and does it all when it thaws. */
    public void freeze() throws IOException {
        signal("STOP");
    }

    public void thaw() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    /** What was in it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public void startAgain() throws IOException {
        process = start();
    }

    private Process start() throws IOException {
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        var started = builder.start();
        var deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(command + " does not start");
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return started;
    }

    private boolean answers() {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
