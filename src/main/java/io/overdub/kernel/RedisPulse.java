package io.overdub.kernel;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether Redis is worth asking. Who has waited in vain says so; from then on nobody asks, except this class: once a second, until an
 * answer comes in time. So an outage costs those who are under way when it begins one wait each, and nobody after them.
 */
public final class RedisPulse {

    private static final Logger LOG = Logger.getLogger(RedisPulse.class);
    private static final long PAUSE_MS = 1_000;

    /** One stretch of time without Redis; compared by identity, so that what an earlier one left running ends. */
    private static final class Outage {}

    private final Redis redis;
    private final Vertx vertx;
    private final Duration patience;
    private final String whatHappens;
    private final AtomicReference<@Nullable Outage> outage = new AtomicReference<>();

    /**
     * @param patience within which an answer counts
     * @param whatHappens without Redis, for the log
     */
    public RedisPulse(Redis redis, Vertx vertx, Duration patience, String whatHappens) {
        this.redis = redis;
        this.vertx = vertx;
        this.patience = patience;
        this.whatHappens = whatHappens;
    }

    public boolean isAway() {
        return outage.get() != null;
    }

    /** Redis has failed, or given no answer in time. */
    public void missed(Throwable failure) {
        var begun = new Outage();
        if (outage.compareAndSet(null, begun)) {
            LOG.warnf("Redis is away, so %s: %s", whatHappens, failure);
            askLater(begun);
        }
    }

    private void askLater(Outage during) {
        vertx.setTimer(PAUSE_MS, ignored -> {
            if (outage.get() == during) {
                ask(during);
                askLater(during);
            }
        });
    }

    private void ask(Outage during) {
        var asked = System.nanoTime();
        redis.send(Request.cmd(Command.PING)).onSuccess(pong -> {
            var inTime = System.nanoTime() - asked < patience.toNanos();
            if (inTime && outage.compareAndSet(during, null)) {
                LOG.info("Redis is back");
            }
        });
    }
}
