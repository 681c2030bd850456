package io.overdub.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.Redis;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Lua on Redis, for what must be atomic there and may be missing: Redis holds only what can be rebuilt. A script that is not answered
 * within {@code PATIENCE} answers empty, and so does every other one until Redis is back ({@link RedisPulse}). Whether a script that
 * timed out ran is unknown, and it may yet run when a Redis that hangs goes on: so scripts must be safe to repeat, and to come late.
 */
@Singleton
@External
public class RedisScripts {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final ReactiveRedisDataSource redis;
    private final Counter failures;
    private final RedisPulse pulse;

    RedisScripts(ReactiveRedisDataSource redis, Redis client, Vertx vertx, MeterRegistry meters) {
        this.redis = redis;
        this.pulse = new RedisPulse(client, vertx, PATIENCE, "PostgreSQL answers instead");
        this.failures = Counter.builder("overdub.redis.failures")
                .description("scripts that Redis did not answer in time")
                .register(meters);
    }

    /** A script and the digest by which Redis remembers it. */
    public record Script(String text, String digest) {

        public static Script of(String text) {
            try {
                var sha1 = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
                return new Script(text, HexFormat.of().formatHex(sha1));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-1", e);
            }
        }
    }

    /** Whether scripts are not even tried just now. Memory only. */
    public boolean isAway() {
        return pulse.isAway();
    }

    /** The script's answer; empty when Redis is away or slow. A null reply of the script is empty too. */
    public Optional<Response> run(Script script, List<String> keys, List<String> arguments) {
        if (pulse.isAway()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(evaluateOnWhateverConnection(script, keys, arguments));
        } catch (CompletionException | TimeoutException | VertxException e) {
            failures.increment();
            pulse.missed(e);
            return Optional.empty();
        }
    }

    /** One that breaks under it, because it was idle for long, says nothing about Redis. A silent one does. */
    private Response evaluateOnWhateverConnection(Script script, List<String> keys, List<String> arguments) {
        try {
            return evaluate(script, keys, arguments);
        } catch (CompletionException | VertxException e) {
            if (!isBrokenConnection(e)) {
                throw e;
            }
            return evaluate(script, keys, arguments);
        }
    }

    private static boolean isBrokenConnection(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof IOException
                        || cause instanceof VertxException
                        // The client's own word for one that was closed under it.
                        || "CONNECTION_CLOSED".equals(cause.getMessage()));
    }

    private Response evaluate(Script script, List<String> keys, List<String> arguments) {
        var words = new ArrayList<String>(keys.size() + arguments.size() + 2);
        words.add(script.digest());
        words.add(Integer.toString(keys.size()));
        words.addAll(keys);
        words.addAll(arguments);
        try {
            return send("EVALSHA", words);
        } catch (CompletionException e) {
            if (e.getMessage() == null || !e.getMessage().contains("NOSCRIPT")) {
                throw e;
            }
            words.set(0, script.text());
            return send("EVAL", words);
        }
    }

    private Response send(String command, List<String> words) {
        return redis.execute(command, words.toArray(String[]::new)).await().atMost(PATIENCE);
    }
}
