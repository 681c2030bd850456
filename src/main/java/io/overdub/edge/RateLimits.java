package io.overdub.edge;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.kernel.Memories;
import io.overdub.kernel.RedisPulse;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How often something may happen, counted over all processes in Redis ({@link Gcra}). When Redis is away, or takes longer than {@code edge.limits.patience},
 * each process counts for itself until Redis is back ({@link RedisPulse}): the limit then holds per process, and nothing fails.
 */
@Singleton
public class RateLimits {

    /**
     * Whether it may happen.
     *
     * @param remaining how often it may happen right after this
     * @param retryAfterMs when it may happen again; 0 when it may
     * @param fullAfterMs when all of the burst is there again
     */
    public record Verdict(boolean allowed, long remaining, long retryAfterMs, long fullAfterMs) {

        /** For a {@link io.overdub.kernel.Refusal} of kind TOO_MANY. */
        public Duration retryAfter() {
            return Duration.ofMillis(retryAfterMs);
        }
    }

    private static final Logger LOG = Logger.getLogger(RateLimits.class);
    private static final int LOCAL_KEYS = 100_000;
    private static final String PREFIX = "edge:limit:";
    private static final String SCRIPT_SHA = sha1(Gcra.SCRIPT);

    private final Duration patience;
    private final Redis redis;
    private final Vertx vertx;
    private final Clock clock;
    private final Cache<String, AtomicLong> localTats = Memories.begin()
            .maximumSize(LOCAL_KEYS)
            .expireAfterAccess(Duration.ofHours(1))
            .build();
    private final RedisPulse pulse;

    @Inject
    RateLimits(Redis redis, Vertx vertx, Clock clock, EdgeConfig config) {
        this(redis, vertx, clock, config.limits().patience());
    }

    RateLimits(Redis redis, Vertx vertx, Clock clock, Duration patience) {
        this.patience = patience;
        this.redis = redis;
        this.vertx = vertx;
        this.clock = clock;
        this.pulse = new RedisPulse(redis, vertx, patience, "limits are counted by each process alone");
    }

    /** The first request need not wait for a connection. */
    void warmUp(@Observes StartupEvent event) {
        redis.send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(Gcra.SCRIPT))
                .onFailure(failure -> LOG.warnf("Redis is not there yet: %s", failure.getMessage()));
    }

    /**
     * Spends one of {@code burst} attempts per {@code per}. To throttle guessing, spend before checking and {@link #forgive} or
     * {@link #giveBack} a right answer. Blocks for one round trip to Redis, at most that long; not for the event loop.
     *
     * @param limit names the rule; one name always comes with the same numbers
     * @param key whom it counts for; it stands in Redis as it is
     */
    public Verdict spend(String limit, String key, int burst, Duration per) {
        var outcome = await(take(gcra(burst, per), name(limit, key), 1, 0));
        var allowed = outcome.granted() > 0;
        return new Verdict(allowed, outcome.left(), allowed ? 0 : outcome.nextMs(), outcome.fullMs());
    }

    /** Gives one spent attempt back, for what turned out not to count. */
    public void giveBack(String limit, String key, int burst, Duration per) {
        await(take(gcra(burst, per), name(limit, key), 0, 1));
    }

    /** Forgets all that was spent. */
    public void forgive(String limit, String key) {
        localTats.invalidate(name(limit, key));
        if (!pulse.isAway()) {
            await(patiently(Request.cmd(Command.DEL).arg(PREFIX + name(limit, key)))
                    .otherwise(this::missed));
        }
    }

    static Gcra gcra(int burst, Duration per) {
        return new Gcra(burst, per.toNanos() / 1000);
    }

    static String name(String limit, String key) {
        return limit + ':' + key;
    }

    /** Never fails. Completes at once, on the calling thread, while Redis is away. */
    Future<Gcra.Outcome> take(Gcra rule, String name, int wanted, int returned) {
        if (pulse.isAway()) {
            return Future.succeededFuture(takeLocally(rule, name, wanted, returned));
        }
        return eval(rule, name, wanted, returned)
                .map(numbers -> new Gcra.Outcome(
                        (int) number(numbers, 0), number(numbers, 1), number(numbers, 2), number(numbers, 3), 0))
                .otherwise(failure -> {
                    pulse.missed(failure);
                    return takeLocally(rule, name, wanted, returned);
                });
    }

    private @Nullable Response missed(Throwable failure) {
        pulse.missed(failure);
        return null;
    }

    private Future<Response> patiently(Request question) {
        var answer = Promise.<Response>promise();
        var timer = vertx.setTimer(
                patience.toMillis(), ignored -> answer.tryFail("nothing for " + patience.toMillis() + " ms"));
        redis.send(question).onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.succeeded()) {
                answer.tryComplete(result.result());
            } else {
                answer.tryFail(result.cause());
            }
        });
        return answer.future();
    }

    private static long number(Response numbers, int index) {
        var number = numbers.get(index).toLong();
        return number == null ? 0 : number;
    }

    private Future<Response> eval(Gcra rule, String name, int wanted, int returned) {
        return patiently(arguments(Request.cmd(Command.EVALSHA).arg(SCRIPT_SHA), rule, name, wanted, returned))
                .recover(failure -> String.valueOf(failure.getMessage()).startsWith("NOSCRIPT")
                        ? patiently(arguments(Request.cmd(Command.EVAL).arg(Gcra.SCRIPT), rule, name, wanted, returned))
                        : Future.failedFuture(failure));
    }

    private Request arguments(Request script, Gcra rule, String name, int wanted, int returned) {
        return script.arg(1)
                .arg(PREFIX + name)
                .arg(now())
                .arg(rule.per())
                .arg(rule.burst())
                .arg(wanted)
                .arg(returned);
    }

    private Gcra.Outcome takeLocally(Gcra rule, String name, int wanted, int returned) {
        var now = now();
        var tat = localTats.get(name, fresh -> new AtomicLong());
        while (true) {
            var before = tat.get();
            var outcome = rule.spend(before, now, wanted, returned);
            if (tat.compareAndSet(before, outcome.tat())) {
                return outcome;
            }
        }
    }

    private long now() {
        return clock.millis() * 1000;
    }

    private static <T extends @Nullable Object> T await(Future<T> answer) {
        return answer.toCompletionStage().toCompletableFuture().join();
    }

    private static String sha1(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
