package io.overdub.world;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.RedisOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** All that the application says to Redis passes through here, so that tests can take Redis away and bring it back. */
@Singleton
public class RedisDoor implements RedisOptionsCustomizer {

    private static final long LONG_ENOUGH_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Script HELLO = Script.of("return 1");
    private static final byte[] TOO_MANY = "-ERR max number of clients reached\r\n".getBytes(US_ASCII);

    private volatile int redis;
    private final Door door = new Door(() -> redis);
    private String password = "";
    private List<String> startAgain = List.of();

    @Override
    public synchronized void customize(String client, RedisOptions options) {
        var address = URI.create(options.getEndpoint());
        redis = address.getPort();
        password = address.getUserInfo().substring(1);
        door.open();
        options.setEndpoints(
                List.of(options.getEndpoint().replaceFirst(":" + redis + "(?=$|[/?])", ":" + door.port())));
    }

    /** As a Redis that was there all the time, or thaws: what was said to it meanwhile reaches it now. */
    public void open() {
        door.open();
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
    public void shut() throws IOException {
        door.shut();
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
    public void fallSilent() {
        door.fallSilent();
    }

    /** As a Redis whose network path has changed: connections of before stay silent for ever, new ones work. */
    public void loseAllConnections() {
        door.loseAllConnections();
    }

    /** As a Redis that has no room for another client. */
    public void turnAway() {
        door.turnAway(TOO_MANY);
    }

    @PreDestroy
    void close() throws IOException {
        door.close();
    }
}
