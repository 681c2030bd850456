package io.overdub.world;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.RedisOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that the application says to Redis passes through here, so that tests can take Redis away and bring it back. */
@Singleton
public class RedisDoor implements RedisOptionsCustomizer {

    private enum State {
        OPEN,
        SHUT,
        SILENT,
        CROWDED
    }

    private static final long LONG_ENOUGH_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Script HELLO = Script.of("return 1");
    private static final byte[] TOO_MANY = "-ERR max number of clients reached\r\n".getBytes(US_ASCII);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "redis-door");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final Set<Wire> lost = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket entrance;
    private int redis;
    private String password = "";
    private List<String> startAgain = List.of();
    private final int port = SteadyPort.find();
    private State state = State.OPEN;

    @Override
    public synchronized void customize(String client, RedisOptions options) {
        var address = URI.create(options.getEndpoint());
        redis = address.getPort();
        password = address.getUserInfo().substring(1);
        receive();
        options.setEndpoints(List.of(options.getEndpoint().replaceFirst(":" + redis + "(?=$|[/?])", ":" + port)));
    }

    /** As a Redis that was there all the time, or thaws: what was said to it meanwhile reaches it now. */
    public synchronized void open() {
        state = State.OPEN;
        receive();
        notifyAll();
    }

    /** Also if it was thought to be away a moment ago. */
    public void awaitAnswer(RedisScripts scripts) {
        var deadline = System.nanoTime() + LONG_ENOUGH_NANOS;
        while (scripts.run(HELLO, List.of(), List.of()).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Redis does not come back");
            }
            Thread.onSpinWait();
        }
    }

    /** As a Redis that has died: connections break, and new ones are refused. */
    public synchronized void shut() throws IOException {
        state = State.SHUT;
        if (entrance != null) {
            entrance.close();
        }
        wires.forEach(Wire::cut);
        notifyAll();
    }

    /** Behind a shut door: when it opens again, it is as a Redis that was started anew and has nothing. */
    public synchronized void emptyIt() throws IOException {
        try (var straight = new Socket("127.0.0.1", redis)) {
            var words = "AUTH " + password + "\r\nFLUSHALL\r\nQUIT\r\n";
            straight.getOutputStream().write(words.getBytes(US_ASCII));
            var answer = new String(straight.getInputStream().readAllBytes(), US_ASCII);
            if (!answer.equals("+OK\r\n+OK\r\n+OK\r\n")) {
                throw new IOException("Redis did not empty itself: " + answer);
            }
        }
    }

    /** The real thing: kill -9, so that everything in it is gone. {@link #startAgain} brings an empty one. */
    public synchronized void kill() throws InterruptedException, ExecutionException {
        var process = process();
        startAgain = Stream.concat(
                        process.info().command().stream(),
                        Stream.of(process.info().arguments().orElseThrow()))
                .toList();
        process.destroyForcibly();
        process.onExit().get();
    }

    public synchronized void startAgain() throws IOException, InterruptedException {
        var ended = new ProcessBuilder(startAgain)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (ended != 0) {
            throw new IOException(startAgain + " ended with " + ended);
        }
    }

    /** Its own one, by the port that its configuration names: others may run on this machine. */
    private ProcessHandle process() {
        return ProcessHandle.allProcesses()
                .filter(some -> some.info().command().orElse("").contains("redis-server"))
                .filter(some ->
                        Stream.of(some.info().arguments().orElse(new String[0])).anyMatch(this::isItsConf))
                .findAny()
                .orElseThrow(() -> new IllegalStateException("No Redis with port " + redis));
    }

    private boolean isItsConf(String argument) {
        try {
            return argument.endsWith(".conf")
                    && Files.readAllLines(Path.of(argument)).contains("port " + redis);
        } catch (IOException gone) {
            return false;
        }
    }

    /** As a Redis that hangs: it accepts everything and answers nothing. */
    public synchronized void fallSilent() {
        state = State.SILENT;
    }

    /** As a Redis whose network path has changed: connections of before stay silent for ever, new ones work. */
    public synchronized void loseAllConnections() {
        lost.addAll(wires);
    }

    /** As a Redis that has no room for another client. */
    public synchronized void turnAway() {
        state = State.CROWDED;
        wires.forEach(Wire::cut);
    }

    @PreDestroy
    void close() throws IOException {
        shut();
        threads.shutdownNow();
    }

    private void receive() {
        if (entrance != null && !entrance.isClosed()) {
            return;
        }
        var deadline = System.nanoTime() + LONG_ENOUGH_NANOS;
        while (true) {
            try {
                var opened = new ServerSocket();
                opened.setReuseAddress(true);
                opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                entrance = opened;
                threads.execute(() -> welcome(opened));
                return;
            } catch (BindException e) {
                // What was shut is closed only once the thread that waited for visitors has left.
                if (System.nanoTime() > deadline) {
                    throw new UncheckedIOException("The door does not open", e);
                }
                Thread.onSpinWait();
            } catch (IOException e) {
                throw new UncheckedIOException("The door does not open", e);
            }
        }
    }

    private void welcome(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                welcome(opened.accept());
            } catch (IOException closed) {
                // Whoever came in just then sees a broken connection, as it should be.
            }
        }
    }

    /** Whole or not at all: a wire that came about behind a door that shuts would outlive that. */
    private synchronized void welcome(Socket client) throws IOException {
        if (state == State.CROWDED) {
            client.getOutputStream().write(TOO_MANY);
        }
        if (state == State.CROWDED || state == State.SHUT) {
            client.close();
            return;
        }
        var wire = new Wire(client, behind(client), (one, from) -> lets(one), this::forget);
        wires.add(wire);
        wire.carry(threads);
    }

    private Socket behind(Socket client) throws IOException {
        try {
            return new Socket("127.0.0.1", redis);
        } catch (IOException dead) {
            client.close();
            throw dead;
        }
    }

    /** Holds bytes back until the door opens; false when they are never to arrive. */
    private synchronized boolean lets(Wire wire) throws InterruptedException {
        while (state == State.SILENT && !lost.contains(wire)) {
            wait();
        }
        return !lost.contains(wire);
    }

    private void forget(Wire wire) {
        lost.add(wire);
        wires.remove(wire);
    }
}
